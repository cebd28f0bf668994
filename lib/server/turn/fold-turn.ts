import "server-only";
import { applyEvent, startState } from "@/lib/core/message/apply-event";
import type { Part } from "@/lib/core/message/part";
import type { TurnState } from "@/lib/core/message/stream-event";
import type { Database } from "../database/schema";
import { readEvents } from "./turn-log";

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
 */
export async function foldTurn(
  database: Database,
  turnId: string,
  before: readonly Part[],
): Promise<FoldedTurn> {
  let state = startState(before);
  let lastSeq = 0;
  let broken: Error | undefined;
  for await (const events of readEvents(database, turnId, 0)) {
    for (const event of events) {
      lastSeq = event.seq;
      if (broken) continue;
      try {
        state = applyEvent(state, event);
      } catch (error) {
        broken = error instanceof Error ? error : new Error(String(error));
      }
    }
  }
  return { state, lastSeq, ...(broken && { broken }) };
}
