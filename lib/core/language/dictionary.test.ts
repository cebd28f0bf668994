import { describe, expect, it } from "vitest";
import { loadDictionary } from ".";

/** Every sentence of a dictionary by the path of its keys. */
function sentences(words: object, path = ""): [string, string][] {
  return Object.entries(words).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[`${path}${key}`, value]] : sentences(value, `${path}${key}.`),
  );
}

/** The names that a sentence takes from outside. */
const takes = (sentence: string) =>
  [...new Set([...sentence.matchAll(/\{\s*(\w+)\s*[,}]/g)].map((match) => match[1]))].sort();

describe("the dictionaries", async () => {
  const english = new Map(sentences(await loadDictionary("en")));
  const chinese = new Map(sentences(await loadDictionary("zh")));

  it("have the same keys", () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it("leave no sentence empty", () => {
    for (const [key, sentence] of [...english, ...chinese]) expect(sentence.trim(), key).not.toBe("");
  });

  it("take the same values, but in errors, where each language says what it can", () => {
    for (const [key, sentence] of english) {
      if (!key.startsWith("errors.")) expect(takes(chinese.get(key) ?? ""), key).toEqual(takes(sentence));
    }
  });
});
