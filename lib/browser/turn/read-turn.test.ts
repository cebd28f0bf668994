import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { applyEvent, startState } from "@/lib/core/message/apply-event";
import type { StreamEvent, TurnState } from "@/lib/core/message/stream-event";
import { ApiError } from "../api/requests";
import { eventResponse, refusal, turnEvents, type Weather } from "./fixtures/fake-server";
import { type Connection, MisreadError, readTurn } from "./read-turn";

const requested = vi.fn<(url: string, init?: RequestInit) => Promise<Response>>();

beforeEach(() => vi.stubGlobal("fetch", requested));
afterEach(() => {
  vi.unstubAllGlobals();
  requested.mockReset();
});

const whole = (events: readonly StreamEvent[]) =>
  events.reduce<TurnState>(
    (state, event, index) => applyEvent(state, { seq: index + 1, event }),
    startState(),
  );

const afterOf = (url: string) => Number(new URL(url, "http://page").searchParams.get("after"));

/** Answers each connection in the next weather of the list, and calmly when the list is at its end. */
function serve(events: readonly StreamEvent[], weathers: readonly (Weather | Response)[]): void {
  let turn = 0;
  requested.mockImplementation(async (url) => {
    const weather = weathers[turn++] ?? { reads: [1_000] };
    return weather instanceof Response ? weather : eventResponse(events, afterOf(url), weather);
  });
}

function read(signal = new AbortController().signal) {
  const waits: number[] = [];
  const connections: Connection[] = [];
  const done = readTurn({
    turnId: "turn-1",
    state: startState(),
    onState: (_, connection) => connections.push(connection),
    pause: async (ms) => {
      waits.push(ms);
    },
    signal,
  });
  return { done, waits, connections };
}

describe("reading a turn", () => {
  it("ends at the same state wherever it is cut, split, repeated or has holes", async () => {
    const weather = fc.record(
      {
        reads: fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 5 }),
        cutAfter: fc.nat(900),
        again: fc.nat(4),
        hole: fc.nat(12),
      },
      { requiredKeys: ["reads"] },
    );
    const texts = fc.array(fc.string({ unit: "grapheme", maxLength: 8 }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(
        texts,
        texts,
        fc.array(weather, { maxLength: 8 }),
        async (thoughts, words, weathers) => {
          const events = turnEvents(thoughts, words);
          // A hole in three connections one after the other is another matter, see below.
          serve(
            events,
            weathers.flatMap((one) => [one, { reads: [64], cutAfter: 400 }]),
          );
          expect(await read().done).toEqual(whole(events));
        },
      ),
      { numRuns: 150 },
    );
  });

  it("asks on from the last number it has, each time after a longer wait", async () => {
    const events = turnEvents(["think"], ["one", "two"]);
    const down = () => refusal(503, "server");
    serve(events, [{ reads: [1_000], cutAfter: 560 }, down(), down(), down(), down(), down(), down()]);
    const { done, waits, connections } = read();
    expect((await done).end?.reason).toBe("stop");
    expect(waits).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000]);
    expect(connections.at(0)).toBe("live");
    expect(connections).toContain("reconnecting");
    const [first, second] = requested.mock.calls.map(([url]) => afterOf(url));
    expect(first).toBe(0);
    expect(second).toBeGreaterThan(1);
    expect(requested.mock.calls[1]?.[1]?.headers).toMatchObject({ "last-event-id": String(second) });
  });

  it.each([404, 410, 403])("gives up when the turn is refused with %i", async (status) => {
    serve(turnEvents(["a"], ["b"]), [refusal(status, "not-found", "There is no such turn.")]);
    await expect(read().done).rejects.toThrow(ApiError);
    expect(requested).toHaveBeenCalledTimes(1);
  });

  it("gives up on a place that can never be read", async () => {
    const hole = { reads: [1_000], hole: 3 };
    serve(turnEvents(["a", "b", "c"], ["d"]), [hole, hole, hole, hole, hole]);
    await expect(read().done).rejects.toThrow(MisreadError);
  });

  it("survives an event it does not know by asking again", async () => {
    const events = turnEvents(["a"], ["b"]);
    const odd = new Response("id: 1\nevent: from-the-future\ndata: {}\n\n", {
      headers: { "content-type": "text/event-stream" },
    });
    serve(events, [odd]);
    expect((await read().done).parts).toEqual(whole(events).parts);
  });

  it("stops when it is told to", async () => {
    const abort = new AbortController();
    serve(turnEvents(["a"], ["b"]), []);
    abort.abort(new Error("enough"));
    await expect(read(abort.signal).done).rejects.toThrow("enough");
  });
});
