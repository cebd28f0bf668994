import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createFrames } from "./frames";

beforeEach(() =>
  vi.useFakeTimers({
    toFake: ["setTimeout", "clearTimeout", "requestAnimationFrame", "cancelAnimationFrame"],
  }),
);
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe("painting by frames", () => {
  it("paints once a frame, however often it is asked", () => {
    const frames: (() => void)[] = [];
    vi.stubGlobal("requestAnimationFrame", (run: () => void) => frames.push(run));
    vi.stubGlobal("cancelAnimationFrame", () => {});
    const paint = vi.fn();
    const { request } = createFrames(paint);
    request();
    request();
    expect(frames).toHaveLength(1);
    frames[0]?.();
    expect(paint).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(1_000);
    expect(paint).toHaveBeenCalledTimes(1);
    request();
    expect(frames).toHaveLength(2);
  });

  it("paints by the clock when the page is hidden and gets no frames", () => {
    vi.stubGlobal("requestAnimationFrame", () => 1);
    vi.stubGlobal("cancelAnimationFrame", () => {});
    const paint = vi.fn();
    const { request, cancel } = createFrames(paint);
    request();
    vi.advanceTimersByTime(250);
    expect(paint).toHaveBeenCalledTimes(1);
    request();
    cancel();
    vi.advanceTimersByTime(250);
    expect(paint).toHaveBeenCalledTimes(1);
  });
});
