import { describe, expect, it } from "vitest";
import type { Message } from "@/lib/core/message/message";
import type { Part } from "@/lib/core/message/part";
import type { TurnEndReason } from "@/lib/core/message/stream-event";
import { canContinue, endNoteOf, hasAnswer, textOf, thoughtToTheLimit } from "./outcome";

const text: Part = { type: "text", text: "Half an ans" };
const ended = (reason?: TurnEndReason): Message => ({
  id: "a",
  conversationId: "c",
  parentId: "q",
  role: "assistant",
  parts: [],
  createdAt: 1,
  turn: {
    id: "t",
    status: reason ? "ended" : "running",
    ...(reason && { reason }),
    provider: "p",
    model: "m",
    thinking: false,
    startedAt: 1,
    seq: 1,
  },
});

describe("how an answer ended", () => {
  it.each(["stopped", "interrupted", "length", "cut-off"] as const)("can be continued after %s", (reason) => {
    expect(canContinue(ended(reason), [])).toBe(true);
    expect(endNoteOf(ended(reason), [])).toBeDefined();
  });

  it("can be continued after an error only when there is text", () => {
    expect(canContinue(ended("error"), [text])).toBe(true);
    expect(canContinue(ended("error"), [])).toBe(false);
  });

  it("has nothing to continue or say when it is complete or running", () => {
    for (const message of [ended("stop"), ended()]) {
      expect(canContinue(message, [text])).toBe(false);
      expect(endNoteOf(message, [text])).toBeUndefined();
    }
  });

  it("may need a higher limit only where thinking used it up", () => {
    const notice = (during: string): Part => ({
      type: "notice",
      code: "length",
      message: "The limit was reached.",
      data: { while: during },
    });
    expect(thoughtToTheLimit(ended("length"), [notice("thinking")])).toBe(true);
    expect(thoughtToTheLimit(ended("length"), [notice("answering")])).toBe(false);
    // It was continued after the notice, and then it was done or used up the limit in its text.
    expect(thoughtToTheLimit(ended("stop"), [notice("thinking"), text])).toBe(false);
    expect(thoughtToTheLimit(ended("length"), [notice("thinking"), text, notice("answering")])).toBe(false);
    expect(thoughtToTheLimit(ended(), [notice("thinking")])).toBe(false);
  });

  it("is said once", () => {
    const notice: Part = { type: "notice", code: "length", message: "The limit was reached." };
    expect(endNoteOf(ended("length"), [notice])).toBeUndefined();
    expect(endNoteOf(ended("cut-off"), [notice])).toBe("cutOff");
  });
});

describe("the text of an answer", () => {
  it("is what was written, without reasoning", () => {
    const parts: Part[] = [
      { type: "reasoning", text: "hm", startedAt: 1 },
      text,
      { type: "text", text: "wer" },
    ];
    expect(textOf(parts)).toBe("Half an ans\n\nwer");
    expect(hasAnswer(parts)).toBe(true);
    expect(hasAnswer([{ type: "text", text: " \n" }])).toBe(false);
  });
});
