import { describe, expect, it } from "vitest";
import { readUsage, withCost } from "./usage";

describe("readUsage", () => {
  it.each([
    [
      { prompt_tokens: 9, completion_tokens: 4 },
      { inputTokens: 9, outputTokens: 4, cachedTokens: 0 },
    ],
    [
      { prompt_tokens: 9, total_tokens: 13 },
      { inputTokens: 9, outputTokens: 4, cachedTokens: 0 },
    ],
    [
      {
        prompt_tokens: 9,
        completion_tokens: 4,
        cached_tokens: 2,
        prompt_tokens_details: { cached_tokens: 3 },
      },
      { inputTokens: 9, outputTokens: 4, cachedTokens: 2 },
    ],
    [
      {
        prompt_tokens: 9,
        completion_tokens: 4,
        prompt_tokens_details: { cached_tokens: 3 },
        reasoning_tokens: 1,
      },
      { inputTokens: 9, outputTokens: 4, cachedTokens: 3, reasoningTokens: 1 },
    ],
    [
      { prompt_tokens: 9, completion_tokens: 4, completion_tokens_details: { reasoning_tokens: 0 } },
      { inputTokens: 9, outputTokens: 4, cachedTokens: 0, reasoningTokens: 0 },
    ],
    [
      { prompt_tokens: 9, completion_tokens: 4, prompt_tokens_details: null },
      { inputTokens: 9, outputTokens: 4, cachedTokens: 0 },
    ],
  ])("%j", (usage, expected) => expect(readUsage(usage)).toEqual(expected));

  it.each([
    [null],
    [{}],
    [{ prompt_tokens: 0, completion_tokens: 0 }],
    [{ prompt_tokens: "9" }],
    [{ prompt_tokens: -1 }],
    [7],
  ])("tells none in %j", (usage) => expect(readUsage(usage)).toBeUndefined());
});

describe("withCost", () => {
  const prices = { cachedInput: 0.1, input: 0.6, output: 3 };

  it("counts cached input at its own price", () => {
    const usage = withCost(
      { inputTokens: 3_000_000, outputTokens: 2_000_000, cachedTokens: 1_000_000 },
      false,
      prices,
    );
    expect(usage.costUsd).toBeCloseTo(2 * 0.6 + 0.1 + 6, 9);
    expect(usage.estimated).toBe(false);
  });

  it("never counts input below nothing, and no cost without prices", () => {
    expect(withCost({ inputTokens: 1, outputTokens: 0, cachedTokens: 5 }, true, prices).costUsd).toBeCloseTo(
      5e-7,
      12,
    );
    expect(
      withCost({ inputTokens: 1, outputTokens: 0, cachedTokens: 0 }, true, undefined),
    ).not.toHaveProperty("costUsd");
  });
});
