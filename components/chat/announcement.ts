import type { TurnEndReason } from "@/lib/core/message/stream-event";

/** What is said of an answer; the keys of the words. */
export type Announcement = "answerStarted" | "answerComplete" | "answerStopped" | "answerFailed";

/** What the page shows. */
export type Shown = {
  /** The conversation, or undefined for the start of a new one. */
  conversationId: string | undefined;
  /** The conversation is still being loaded, so that nobody knows whether it is being answered. */
  loading: boolean;
  /** The turn that runs in it. */
  turnId: string | undefined;
  /** The turn answers a message that was sent on this page. */
  askedHere: boolean;
};

/** What was last shown, the turn whose start was last told, and what is said now. */
export type Heard = Shown & { toldOf: string | undefined; says: Announcement | undefined };

/**
 * What is said next: that an answer has started, and how it ended. Nothing of an answer that runs in a conversation
 * when that is opened, or goes on in one that is left.
 * @param before returned as it is when nothing has changed
 * @param reasonOf how a turn of the shown conversation ended
 */
export function hear(
  before: Heard,
  now: Shown,
  reasonOf: (turnId: string) => TurnEndReason | undefined,
): Heard {
  const isHere = before.conversationId === now.conversationId;
  if (isHere && before.loading === now.loading && before.turnId === now.turnId) return before;
  const isSame = isHere && !before.loading && !now.loading;
  // The first message makes the conversation: its address changes, the reader stays.
  const isMade = before.conversationId === undefined && now.askedHere;
  const { toldOf } = before;
  if ((isSame || isMade) && now.turnId !== undefined && now.turnId !== toldOf) {
    return { ...now, toldOf: now.turnId, says: "answerStarted" };
  }
  const ended = isSame && now.turnId === undefined ? before.turnId : undefined;
  return { ...now, toldOf, says: ended === undefined ? undefined : announcementOf(reasonOf(ended)) };
}

function announcementOf(reason: TurnEndReason | undefined): Announcement | undefined {
  switch (reason) {
    case "stop":
    case "tool-calls":
      return "answerComplete";
    case "stopped":
    case "length":
    case "cut-off":
      return "answerStopped";
    case "error":
    case "interrupted":
      return "answerFailed";
    case undefined:
      return undefined;
  }
}
