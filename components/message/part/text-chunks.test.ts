import { describe, expect, it } from "vitest";
import { textChunks } from "./text-chunks";

describe("chunks of a growing text", () => {
  const text = "A line of reasoning, about so long.\n".repeat(300);

  it("make up the text", () => {
    expect(textChunks(text).join("")).toBe(text);
    expect(textChunks(text).length).toBeGreaterThan(5);
    expect(textChunks("")).toEqual([]);
    expect(textChunks("one line")).toEqual(["one line"]);
  });

  it("never change but the last", () => {
    let before: string[] = [];
    for (let at = 0; at <= text.length; at += 97) {
      const chunks = textChunks(text.slice(0, at));
      expect(chunks.slice(0, before.length - 1)).toEqual(before.slice(0, -1));
      before = chunks;
    }
  });
});
