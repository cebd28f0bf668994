import { describe, expect, it } from "vitest";
import { grammarOf, nameOf } from "./language-of";

describe("the language of a fence", () => {
  it.each([
    ["ts", "ts", "typescript"],
    ["TSX title=a.tsx", "TSX", "tsx"],
    [" python {1,3}", "python", "python"],
    ["html:index.html", "html", "html"],
    ["c++", "c++", "cpp"],
    ["sh", "sh", "shellscript"],
    ["", "", undefined],
    ["mermaid", "mermaid", undefined],
    ["constructor", "constructor", undefined],
  ])("%j", (info, name, grammar) => {
    expect(nameOf(info)).toBe(name);
    expect(grammarOf(nameOf(info))).toBe(grammar);
  });
});
