import { expect, it } from "vitest";
import { costUsd } from "./cost";

const prices = { cachedInput: 0.1, input: 0.6, output: 3 };

it("bills cached, other and output tokens each at its price", () => {
  const usage = { inputTokens: 1_000_000, cachedTokens: 400_000, outputTokens: 200_000 };
  expect(costUsd(usage, prices)).toBeCloseTo(0.36 + 0.04 + 0.6, 10);
  expect(costUsd({ inputTokens: 0, cachedTokens: 0, outputTokens: 0 }, prices)).toBe(0);
});

it("never counts more cached tokens than there are", () => {
  expect(costUsd({ inputTokens: 10, cachedTokens: 99, outputTokens: 0 }, prices)).toBeCloseTo(1e-6, 12);
});
