import { describe, expect, it } from "vitest";
import { repairTable } from "./repair-table";

describe("completing a table that begins", () => {
  it.each([
    ["| a", "| a|\n|---|"],
    ["| a | b |", "| a | b |\n|---|---|"],
    ["| a \\| b |\n", "| a \\| b |\n|---|"],
    ["Text\n\n| a | b |\n| :-", "Text\n\n| a | b |\n|---|---|"],
  ])("%j", (text, repaired) => expect(repairTable(text)).toBe(repaired));

  it.each(["", "|", "a | b", "Text\n| a |", "| a |\n|---|\n| 1 |", "| a |\n\nText"])(
    "leaves %j as it is",
    (text) => expect(repairTable(text)).toBe(text),
  );
});
