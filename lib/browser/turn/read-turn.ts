import { applyEvent } from "@/lib/core/message/apply-event";
import type { NumberedEvent, TurnState } from "@/lib/core/message/stream-event";
import { ApiError } from "../api/api-error";
import { tailTurn } from "../api/event-stream";

const firstWaitMs = 250;
const longestWaitMs = 5_000;
/** A place in the stream that cannot be read this often will not become readable by asking again. */
const mostMisreadings = 3;

export type Connection = "live" | "reconnecting";

type Reading = {
  turnId: string;
  state: TurnState;
  /** A stream that is open already; without it one is opened. */
  stream?: AsyncIterable<NumberedEvent[]> | undefined;
  onState: (state: TurnState, connection: Connection) => void;
  pause: (ms: number, signal: AbortSignal) => Promise<void>;
  signal: AbortSignal;
};

/** The events do not fit what this page has, also after reading them again. */
export class MisreadError extends Error {
  override name = "MisreadError";
}

/**
 * Reads a turn to its end over any number of connections: after a cut or a gap it reads again from the last number
 * it has, after 250 ms, then twice as long each time, up to 5 s.
 * @returns the state with its `end`
 * @throws ApiError when the server refuses the turn; MisreadError; the signal's reason when aborted.
 */
export async function readTurn(reading: Reading): Promise<TurnState> {
  const { turnId, onState, pause, signal } = reading;
  let { state, stream } = reading;
  let failures = 0;
  let misreadings = 0;
  while (!state.end) {
    const before = state.seq;
    try {
      stream ??= await tailTurn(turnId, state.seq, { signal });
      for await (const events of stream) {
        for (const event of events) state = follow(state, event);
        onState(state, "live");
        if (state.end) return state;
      }
    } catch (error) {
      signal.throwIfAborted();
      if (isFinal(error)) throw error;
      if (state.seq > before) misreadings = 0;
      if (error instanceof MisreadError && ++misreadings >= mostMisreadings) throw error;
    }
    stream = undefined;
    failures = state.seq > before ? 0 : failures + 1;
    onState(state, "reconnecting");
    await pause(Math.min(firstWaitMs * 2 ** failures, longestWaitMs), signal);
    signal.throwIfAborted();
  }
  return state;
}

function follow(state: TurnState, numbered: NumberedEvent): TurnState {
  if (numbered.seq > state.seq + 1) {
    throw new MisreadError(`Event ${numbered.seq} came after ${state.seq}.`);
  }
  try {
    return applyEvent(state, numbered);
  } catch (error) {
    throw new MisreadError(`Event ${numbered.seq} does not fit.`, { cause: error });
  }
}

/** Whether asking again cannot help: the turn is gone or refused. */
function isFinal(error: unknown): boolean {
  return (
    error instanceof ApiError &&
    error.status >= 400 &&
    error.status < 500 &&
    error.status !== 408 &&
    error.status !== 429
  );
}
