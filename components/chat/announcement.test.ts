import { describe, expect, it } from "vitest";
import type { TurnEndReason } from "@/lib/core/message/stream-event";
import { type Heard, hear, type Shown } from "./announcement";

const quiet: Shown = { conversationId: "a", loading: false, turnId: undefined, askedTurnId: undefined };

/** What is said at each view in turn, beginning silently with the first. */
function said(views: Partial<Shown>[], reason: TurnEndReason = "stop") {
  const [first, ...rest] = views.map((view): Shown => ({ ...quiet, ...view }));
  let heard: Heard = { ...quiet, ...first, toldOf: undefined, says: undefined };
  return rest.map((view) => {
    heard = hear(heard, view, () => reason);
    return heard.says;
  });
}

describe("what a screen reader is told", () => {
  it.each([
    ["stop", "answerComplete"],
    ["stopped", "answerStopped"],
    ["length", "answerStopped"],
    ["error", "answerFailed"],
    ["interrupted", "answerFailed"],
  ] as const)("is the start, and after %s the end", (reason, end) => {
    expect(said([{}, { turnId: "1" }, {}], reason)).toEqual(["answerStarted", end]);
  });

  it("is the start of a new conversation's answer, once", () => {
    const fresh = { conversationId: undefined };
    const asked = { turnId: "1", askedTurnId: "1" };
    expect(said([fresh, asked, fresh, asked])).toEqual(["answerStarted", undefined, undefined]);
  });

  it("is the end of an answer that was complete before its address followed", () => {
    const fresh = { conversationId: undefined };
    const answered = { askedTurnId: "1" };
    expect(said([fresh, answered, fresh, answered])).toEqual(["answerComplete", undefined, undefined]);
  });

  it("is nothing when conversations are changed", () => {
    const other = { conversationId: "b" };
    expect(said([{ turnId: "1" }, other, { turnId: "1" }])).toEqual([undefined, undefined]);
    expect(said([{ turnId: "1" }, { ...other, turnId: "2" }])).toEqual([undefined]);
    expect(said([{}, { ...other, loading: true }, { ...other, turnId: "2" }])).toEqual([
      undefined,
      undefined,
    ]);
  });

  it("is the end of an answer that ran before its conversation was opened", () => {
    expect(said([{ loading: true }, { turnId: "1" }, {}])).toEqual([undefined, "answerComplete"]);
  });

  it("stays until there is something new to say", () => {
    expect(said([{}, { turnId: "1" }, { turnId: "1" }, {}, {}, { turnId: "2" }])).toEqual([
      "answerStarted",
      "answerStarted",
      "answerComplete",
      "answerComplete",
      "answerStarted",
    ]);
  });

  it("does not change while nothing does", () => {
    for (const loading of [true, false]) {
      const heard: Heard = { ...quiet, loading, toldOf: undefined, says: undefined };
      expect(hear(heard, { ...quiet, loading }, () => undefined)).toBe(heard);
    }
  });
});
