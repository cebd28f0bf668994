import fc from "fast-check";
import { expect, test } from "vitest";
import { countTokens, tokenize } from "./tokens";

test("tokens put together are the text, whatever it is", () => {
  const anything = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({ unit: "grapheme" }),
    fc.string({ unit: "binary-ascii" }),
  );
  fc.assert(
    fc.property(anything, (text) => {
      const tokens = tokenize(text);
      expect(tokens.join("")).toBe(text);
      expect(countTokens(text)).toBe(tokens.length);
    }),
  );
});

test("a token is a piece of a word with its space, or one or two Chinese characters", () => {
  expect(tokenize("Understanding 9.11, again")).toEqual([
    "Underst",
    "anding",
    " 9",
    ".",
    "11",
    ",",
    " again",
  ]);
  expect(tokenize("你好世界。Hello")).toEqual(["你好", "世界", "。", "Hello"]);
  expect(tokenize("a\n\n  b")).toEqual(["a", "\n\n", "  ", "b"]);
});

test("no token is long, and no character is torn", () => {
  const tokens = tokenize(
    `${"x".repeat(100)}${" ".repeat(50)}${"👩‍👩‍👧".repeat(5)}${"字".repeat(9)}${"=".repeat(40)}`,
  );
  for (const token of tokens) {
    expect([...token].length).toBeLessThanOrEqual(8);
    expect(token.isWellFormed()).toBe(true);
  }
});
