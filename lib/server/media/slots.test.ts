import { describe, expect, it } from "vitest";
import { createSlots } from "./slots";

describe("createSlots", () => {
  it("runs no more than it has slots, in the order they came", async () => {
    const run = createSlots(2);
    let running = 0;
    let most = 0;
    const started: number[] = [];
    const work = async (index: number) => {
      started.push(index);
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      return index;
    };
    const indexes = Array.from({ length: 9 }, (_, index) => index);
    expect(await Promise.all(indexes.map((index) => run(() => work(index))))).toEqual(indexes);
    expect(started).toEqual(indexes);
    expect(most).toBe(2);
  });

  it("gives the slot back when the work fails", async () => {
    const run = createSlots(1);
    const failing = Array.from({ length: 3 }, () => run(() => Promise.reject(new Error("no"))));
    expect((await Promise.allSettled(failing)).every((one) => one.status === "rejected")).toBe(true);
    expect(await run(async () => "free")).toBe("free");
  });
});
