import "server-only";
import { applyEvent, startState } from "@/lib/core/message/apply-event";
import type { Part } from "@/lib/core/message/part";
import type { TurnState } from "@/lib/core/message/stream-event";
import type { Database } from "../database/schema";
import { readEvents } from "./turn-log";

/** Folds a turn's log into the parts that its message had before: what is stored is what was sent. */
export async function foldTurn(
  database: Database,
  turnId: string,
  before: readonly Part[],
): Promise<TurnState> {
  let state = startState(before);
  for await (const events of readEvents(database, turnId, 0)) {
    for (const event of events) state = applyEvent(state, event);
  }
  return state;
}
