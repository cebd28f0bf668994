import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Pace, sleepFor, sleepUntilAborted } from "./pace";

const never = new AbortController().signal;
let slept: number[] = [];

/** Sleeps on the fake clock, and a little too long, as timers do. */
const sleep = async (ms: number) => {
  slept.push(ms);
  vi.advanceTimersByTime(Math.ceil(ms) + 3);
};

beforeEach(() => {
  vi.useFakeTimers();
  slept = [];
});
afterEach(() => vi.useRealTimers());

async function tokensAt(pace: Pace, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) await pace.wait(1);
}

test("keeps the rate over many tokens although each timer fires late", async () => {
  const start = performance.now();
  await tokensAt(new Pace(50, sleep, never), 500);
  expect(performance.now() - start).toBeGreaterThanOrEqual(10_000);
  expect(performance.now() - start).toBeLessThan(10_010);
});

test("a token does not wait for a timer that is shorter than a timer can be", async () => {
  await tokensAt(new Pace(10_000, sleep, never), 1_000);
  expect(slept.length).toBeLessThan(150);
});

test("a reader that stood still gets at most a second's worth at once", async () => {
  const pace = new Pace(10, sleep, never);
  await tokensAt(pace, 5);
  vi.advanceTimersByTime(60_000);
  slept = [];
  await tokensAt(pace, 30);
  expect(slept.length).toBeGreaterThanOrEqual(19);
});

test("full speed sets no timer and lets other work in between", async () => {
  vi.useRealTimers();
  const pace = new Pace(Number.POSITIVE_INFINITY, sleep, never);
  let turns = 0;
  const other = setInterval(() => {
    turns += 1;
  }, 0);
  await tokensAt(pace, 200_000);
  clearInterval(other);
  expect(slept).toEqual([]);
  expect(turns).toBeGreaterThan(0);
});

test("an abort ends every wait with its reason", async () => {
  vi.useRealTimers();
  const controller = new AbortController();
  const reason = new Error("gone");
  const waits = [sleepFor(60_000, controller.signal), sleepUntilAborted(controller.signal)];
  controller.abort(reason);
  for (const wait of waits) await expect(wait).rejects.toBe(reason);
  await expect(sleepFor(1, controller.signal)).rejects.toBe(reason);
  await expect(sleepUntilAborted(controller.signal)).rejects.toBe(reason);
  await expect(new Pace(Number.POSITIVE_INFINITY, sleep, controller.signal).wait(1)).rejects.toBe(reason);
  await expect(sleepFor(1)).resolves.toBeUndefined();
});
