import { describe, expect, it } from "vitest";
import { namesSameModel } from "./model-name";

describe("namesSameModel", () => {
  it.each([
    ["kimi-k2.5", "kimi-k2.5"],
    ["moonshotai/Kimi-K2.5", "kimi-k2.5"],
    ["Pro/moonshotai/Kimi-K2.5", "moonshotai/kimi-k2.5"],
    ["kimi-k2", "moonshotai/kimi-k2-0711"],
    ["kimi-k2-20250711", "kimi-k2"],
    ["kimi-k2-2025-07-11", "kimi-k2-0711"],
    ["moonshotai/kimi-k2.5:free", "moonshotai/kimi-k2.5"],
  ])("%s = %s", (asked, got) => expect(namesSameModel(asked, got)).toBe(true));

  it.each([
    ["kimi-k2.5", "kimi-k3"],
    ["kimi-k2.5", "kimi-k2"],
    ["kimi-k2-0711", "kimi-k2-0905"],
    ["kimi-k2.7-code", "kimi-k2.7-code-highspeed"],
    ["qwen:7b", "qwen:72b"],
  ])("%s is not %s", (asked, got) => expect(namesSameModel(asked, got)).toBe(false));
});
