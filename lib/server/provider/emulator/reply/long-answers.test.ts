import { describe, expect, it } from "vitest";
import { latexAnswer, longAnswer, slowAnswer } from "./long-answers";

describe("slowAnswer", () => {
  it("is some 3,000 words of prose in paragraphs that do not repeat", () => {
    const paragraphs = slowAnswer().split("\n\n");
    expect(new Set(paragraphs).size).toBe(paragraphs.length);
    expect(slowAnswer().split(/\s+/).length).toBeGreaterThan(2900);
    expect(slowAnswer().split(/\s+/).length).toBeLessThan(3300);
    expect(slowAnswer()).not.toMatch(/[{}#|`]/);
    expect(slowAnswer()).toMatch(/perigee/);
    expect(slowAnswer()).toMatch(/tide/);
  });
});

describe.each([
  ["longAnswer", longAnswer],
  ["latexAnswer", latexAnswer],
])("%s", (_, make) => {
  it("is as long as asked, the same each time, and starts the same at any length", () => {
    for (const tokens of [1, 50, 4000])
      expect(Math.abs(make(tokens).length / 4 - tokens)).toBeLessThan(tokens * 0.05 + 2);
    expect(make(4000)).toBe(make(4000));
    expect(make(4000).startsWith(make(900))).toBe(true);
  });
});

it("longAnswer varies its markdown", () => {
  const text = longAnswer(5000);
  for (const pattern of [/^## /m, /^- \*\*/m, /^\| \d/m, /^```ts$/m, /^> /m, /^1\. /m])
    expect(text).toMatch(pattern);
});

it("latexAnswer uses all four kinds of delimiters", () => {
  const text = latexAnswer(3000);
  expect(text.match(/\$[^$\n]+\$/g)?.length).toBeGreaterThan(20);
  for (const pattern of [/^\$\$$/m, /\\\(.+?\\\)/, /^\\\[$/m, /^\\\]$/m]) expect(text).toMatch(pattern);
});
