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
  /** The turn, running or ended, that answers what was last sent on this page, when that is shown. */
  askedTurnId: string | undefined;
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
  const { toldOf } = before;
  const isHere = before.conversationId === now.conversationId;
  if (isHere && before.loading === now.loading && before.turnId === now.turnId) return before;
  const isSame = isHere && !before.loading && !now.loading;
  // The first message makes the conversation: its address changes, the reader stays. It may be answered by then.
  const made = before.conversationId === undefined && !isHere ? now.askedTurnId : undefined;
  const started = isSame ? now.turnId : made;
  const isNews = started !== undefined && started !== toldOf;
  if (isNews && now.turnId === started) return { ...now, toldOf: started, says: "answerStarted" };
  const ended = isNews ? started : isSame ? before.turnId : undefined;
  const says = ended === undefined ? undefined : announcementOf(reasonOf(ended));
  return { ...now, toldOf: isNews ? started : toldOf, says };
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
