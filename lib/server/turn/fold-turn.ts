import "server-only";
import { applyEvent, startState } from "@/lib/core/message/apply-event";
import type { Part } from "@/lib/core/message/part";
import type { NumberedEvent, TurnState } from "@/lib/core/message/stream-event";
import type { Database } from "../database/schema";
import type { LogEntry } from "./live-turn";
import { decodeEvents, readEvents } from "./turn-log";

export type FoldedTurn = {
  state: TurnState;
  /** The last number in the log; beyond `state.seq` only when something in the log does not fit. */
  lastSeq: number;
  /** Why the fold ended before the log did. */
  broken?: Error;
};

/**
 * Folds a turn's log into the parts that its message had before: what is stored is what was sent. A damaged log is
 * folded as far as it fits, so that it costs its own end and nothing else.
 * @param tail events that are not in the log yet
 */
export async function foldTurn(
  database: Database,
  turnId: string,
  before: readonly Part[],
  tail?: LogEntry,
): Promise<FoldedTurn> {
  let state = startState(before);
  let lastSeq = 0;
  let broken: Error | undefined;
  const fold = (event: NumberedEvent) => {
    lastSeq = event.seq;
    if (broken) return;
    try {
      state = applyEvent(state, event);
    } catch (error) {
      broken = error instanceof Error ? error : new Error(String(error));
    }
  };
  for await (const events of readEvents(database, turnId, 0)) events.forEach(fold);
  if (tail) decodeEvents(tail.body).forEach(fold);
  return { state, lastSeq, ...(broken && { broken }) };
}
