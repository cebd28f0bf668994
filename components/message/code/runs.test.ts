import { describe, expect, it } from "vitest";
import { toRuns } from "./runs";

const token = (content: string, light: string, fontStyle?: number) => ({
  content,
  variants: {
    light: { color: light, ...(fontStyle !== undefined && { fontStyle }) },
    dark: { color: "#fff" },
  },
});

describe("runs of a program", () => {
  it("join what looks the same, with the blanks and line ends between", () => {
    const lines = [
      [token("let", "#a00"), token(" ", "#000"), token("a", "#a00")],
      [],
      [token("b", "#b00", 3)],
    ];
    expect(toRuns(lines)).toEqual({
      palette: [
        { light: "#a00", dark: "#fff" },
        { light: "#b00", dark: "#fff", italic: true, bold: true },
      ],
      lengths: [7, 1],
      styles: [0, 1],
    });
  });

  it("cover the whole program", () => {
    const code = "\n  x\n\ty \n";
    const lines = code.split("\n").map((line) => (line ? [token(line, "#123456")] : []));
    const { lengths } = toRuns(lines);
    expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(code.length);
    expect(toRuns([])).toEqual({ palette: [], lengths: [], styles: [] });
  });
});
