import { describe, expect, it } from "vitest";
import { isLongText } from "./long-text";

describe("a long message", () => {
  it("has many lines, or lines that wrap to many", () => {
    expect(isLongText("")).toBe(false);
    expect(isLongText(Array(12).fill("a").join("\n"))).toBe(false);
    expect(isLongText(Array(13).fill("a").join("\n"))).toBe(true);
    expect(isLongText("word ".repeat(150))).toBe(false);
    expect(isLongText("word ".repeat(200))).toBe(true);
    expect(isLongText("\n".repeat(1_000_000))).toBe(true);
  });
});
