import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { estimateTokens, tokenShare } from "./estimate-tokens";

describe("estimateTokens", () => {
  it.each([
    ["", 0],
    ["a", 1],
    ["12345678", 2],
    ["北京", 2],
    ["北京市", 2],
    ["ひらがな", 3],
    ["한국어", 2],
    ["ab 北京市 cd", 4],
  ])("%s", (text, tokens) => expect(estimateTokens(text)).toBe(tokens));

  it("adds up, however a text is cut", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (one, other) => {
        expect(tokenShare(one) + tokenShare(other)).toBeCloseTo(tokenShare(one + other), 6);
      }),
    );
  });
});
