import { describe, expect, it } from "vitest";
import { groupByDay } from "./group-by-day";

const now = new Date(2026, 2, 10, 15, 30).getTime();
const at = (...date: [number, number, number, number?, number?]) => new Date(...date).getTime();
const conversation = (updatedAt: number) => ({
  id: String(updatedAt),
  title: "",
  createdAt: updatedAt,
  updatedAt,
});
const headings = (...times: number[]) =>
  groupByDay(times.map(conversation), now).map(({ heading, conversations }) => [
    typeof heading === "string" ? heading : new Date(heading.month).getMonth(),
    conversations.length,
  ]);

describe("conversations by day", () => {
  it("are told apart at midnight, not by hours", () => {
    expect(headings(at(2026, 2, 10, 0, 0), at(2026, 2, 9, 23, 59), at(2026, 2, 9, 0, 0))).toEqual([
      ["today", 1],
      ["yesterday", 2],
    ]);
  });

  it("go into a week and then into months", () => {
    expect(
      headings(at(2026, 2, 8), at(2026, 2, 3), at(2026, 2, 2, 23, 59), at(2026, 1, 28), at(2025, 1, 28)),
    ).toEqual([
      ["week", 2],
      [2, 1],
      [1, 1],
      [1, 1],
    ]);
  });

  it("that seem to come from the future are of today", () => {
    expect(headings(now + 60_000)).toEqual([["today", 1]]);
  });

  it("may be none", () => {
    expect(groupByDay([], now)).toEqual([]);
  });
});
