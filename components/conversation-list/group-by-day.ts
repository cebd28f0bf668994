import type { ConversationSummary } from "@/lib/core/message/message";

/** Conversations under one heading: a recent stretch, or a month (the first moment of it, in epoch ms). */
export type DayGroup = {
  heading: "today" | "yesterday" | "week" | { month: number };
  conversations: ConversationSummary[];
};

/**
 * Groups conversations by when they last changed, in the local time zone; the order stays.
 * @param now epoch milliseconds
 */
export function groupByDay(conversations: readonly ConversationSummary[], now: number): DayGroup[] {
  const groups: DayGroup[] = [];
  for (const conversation of conversations) {
    const heading = headingOf(conversation.updatedAt, now);
    const last = groups.at(-1);
    if (last && keyOf(last.heading) === keyOf(heading)) last.conversations.push(conversation);
    else groups.push({ heading, conversations: [conversation] });
  }
  return groups;
}

/** A key that tells one heading from another. */
export function keyOf(heading: DayGroup["heading"]): string {
  return typeof heading === "string" ? heading : `month ${heading.month}`;
}

function headingOf(time: number, now: number): DayGroup["heading"] {
  if (time >= midnight(now, 0)) return "today";
  if (time >= midnight(now, 1)) return "yesterday";
  if (time >= midnight(now, 7)) return "week";
  const date = new Date(time);
  return { month: new Date(date.getFullYear(), date.getMonth(), 1).getTime() };
}

/** The start of the day that was so many days ago; by the calendar, as days of 23 and 25 hours exist. */
function midnight(now: number, daysAgo: number): number {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - daysAgo).getTime();
}
