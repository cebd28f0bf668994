import { describe, expect, it } from "vitest";
import type { UsagePart } from "@/lib/core/message/part";
import { secondsOf, speedOf, totalUsage } from "./usage";

const usage = (more: Partial<UsagePart> = {}): UsagePart => ({
  type: "usage",
  inputTokens: 100,
  outputTokens: 50,
  cachedTokens: 10,
  estimated: false,
  ...more,
});
const turn = {
  id: "t",
  status: "ended" as const,
  provider: "p",
  model: "m",
  thinking: true,
  startedAt: 1_000,
  firstTokenAt: 1_500,
  endedAt: 3_500,
  seq: 9,
};

describe("what an answer used", () => {
  it("is the sum of its calls", () => {
    expect(totalUsage([{ type: "text", text: "a" }])).toBeUndefined();
    expect(totalUsage([usage(), usage({ reasoningTokens: 7, estimated: true })])).toEqual({
      inputTokens: 200,
      outputTokens: 100,
      cachedTokens: 20,
      reasoningTokens: 7,
      estimated: true,
    });
  });

  it("has a price only when every call has one", () => {
    expect(totalUsage([usage({ costUsd: 0.5 }), usage({ costUsd: 0.25 })])?.costUsd).toBe(0.75);
    expect(totalUsage([usage({ costUsd: 0.5 }), usage()])).not.toHaveProperty("costUsd");
  });

  it("took its time, from the first token on at a speed", () => {
    expect(secondsOf(turn)).toBe(2.5);
    expect(speedOf([usage({ outputTokens: 9_999 }), usage()], turn)).toBe(25);
    const { endedAt: _, ...running } = turn;
    expect(secondsOf(running)).toBeUndefined();
    expect(speedOf([usage()], running)).toBeUndefined();
    expect(speedOf([usage()], { ...turn, endedAt: 1_550 })).toBeUndefined();
  });
});
