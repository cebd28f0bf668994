import type { Message } from "@/lib/core/message/message";
import type { Part } from "@/lib/core/message/part";
import type { TurnEndReason } from "@/lib/core/message/stream-event";

/** How a turn ended, in a word for people; undefined when there is nothing to say, or a part says it already. */
export type EndNote = "stopped" | "interrupted" | "cutOff" | "tooLong" | "waitsForTools";

const notes: Partial<Record<TurnEndReason, EndNote>> = {
  stopped: "stopped",
  interrupted: "interrupted",
  "cut-off": "cutOff",
  length: "tooLong",
  "tool-calls": "waitsForTools",
};

export function endNoteOf({ turn }: Message, parts: readonly Part[]): EndNote | undefined {
  const { reason } = turn ?? {};
  if (turn?.status !== "ended" || !reason) return undefined;
  const isSaid = parts.some((part) => part.type === "notice" && part.code === reason);
  return isSaid ? undefined : notes[reason];
}

/** Whether an answer was broken off, so that there is something to go on with. */
export function canContinue({ turn }: Message, parts: readonly Part[]): boolean {
  if (turn?.status !== "ended") return false;
  switch (turn.reason) {
    case "stopped":
    case "interrupted":
    case "length":
    case "cut-off":
      return true;
    case "error":
      return hasAnswer(parts);
    default:
      return false;
  }
}

/** Whether the output limit was used up by thinking, so that a higher one may bring an answer. */
export function thoughtToTheLimit({ turn }: Message, parts: readonly Part[]): boolean {
  if (turn?.status !== "ended" || turn.reason !== "length") return false;
  const last = parts.findLast((part) => part.type === "notice" && part.code === "length");
  return last?.type === "notice" && last.data?.while === "thinking";
}

/** Whether there is text to read. */
export function hasAnswer(parts: readonly Part[]): boolean {
  return parts.some((part) => part.type === "text" && part.text.trim() !== "");
}

/** The answer's text as the model wrote it, for the clipboard. */
export function textOf(parts: readonly Part[]): string {
  return parts.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("\n\n");
}
