import { isDeepStrictEqual } from "node:util";
import { applyEvent, startState } from "@/lib/core/message/apply-event";
import type { StreamEvent, TurnState } from "@/lib/core/message/stream-event";
import { readEvents } from "../event-stream";
import type { SeenEvent, SeenTurn } from "./ledger";

/** The log is written every 200 ms; the rest is for a commit and a machine that does other things. */
const mostBehindMs = 2_000;

/** Reads a turn's events after a number, to the end. @throws Error when the server refuses, or the end never comes. */
export async function readTurn(
  url: string,
  turnId: string,
  after: number,
): Promise<{ seq: number; event: StreamEvent }[]> {
  const signal = AbortSignal.timeout(20_000);
  const response = await fetch(`${url}/api/turns/${turnId}/events?after=${after}`, { signal });
  if (!response.ok) throw new Error(`the events after ${after} answered ${response.status}`);
  const events = await readEvents(response);
  // What comes is folded next, which fails for anything that is no event.
  return events.map(({ id, event, data }) => ({ seq: id, event: { ...data, type: event } as StreamEvent }));
}

/** Holds a replay against what was seen before the kill. `behindMs`: how old the oldest event is that is missing. */
export function compare(
  { start, before, events: seen }: SeenTurn,
  replay: readonly { seq: number; event: StreamEvent }[],
  killedAt: number,
): { problems: string[]; behindMs: number; state: TurnState } {
  const problems: string[] = [];
  const hole = replay.findIndex(({ seq }, index) => seq !== index + 1);
  if (hole >= 0) problems.push(`the replay has number ${replay[hole]?.seq} in place ${hole + 1}`);
  const state = replay.reduce(applyEvent, startState(before.slice(0, start.parts)));
  if (!state.end) problems.push("the replay has no turn-end");

  const firstOther = seen.findIndex(({ event }, index) => !isDeepStrictEqual(event, replay[index]?.event));
  if (firstOther < 0) {
    const seenEnd = seen.at(-1)?.event.type === "turn-end";
    if (seenEnd && replay.length !== seen.length)
      problems.push("the replay goes on after the acknowledged end");
    return { problems, behindMs: 0, state };
  }
  const missing = seen.slice(firstOther);
  problems.push(...problemsOfMissing(missing, replay.slice(firstOther)));
  const behindMs = killedAt - (missing[0]?.at ?? killedAt);
  if (behindMs > mostBehindMs)
    problems.push(`what was seen ${behindMs.toFixed(0)} ms before the kill is not in the log`);
  return { problems, behindMs, state };
}

/** Past the last common event the log may only close the turn: other words than those seen would be a lie. */
function problemsOfMissing(missing: readonly SeenEvent[], rest: readonly { event: StreamEvent }[]): string[] {
  const durable = missing.find(({ event }) => event.type === "turn-start" || event.type === "turn-end");
  const closing = rest.every(({ event }) => event.type === "turn-end");
  return [
    ...(durable ? [`an acknowledged ${durable.event.type} is not in the log`] : []),
    ...(closing ? [] : [`the log differs from what was seen, from number ${missing[0]?.seq}`]),
  ];
}
