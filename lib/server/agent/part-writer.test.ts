import { describe, expect, it } from "vitest";
import { applyEvent, startState } from "@/lib/core/message/apply-event";
import type { Part } from "@/lib/core/message/part";
import type { StreamEvent } from "@/lib/core/message/stream-event";
import type { ChatEvent } from "../provider/chat-provider";
import { createPartWriter } from "./part-writer";

function written(reads: ChatEvent[][], parts: Part[] = [], continueText = false): StreamEvent[] {
  let id = 0;
  const writer = createPartWriter(parts, { clock: () => 5, newId: () => `call-${id++}`, continueText });
  return [...reads.flatMap((events) => writer.write(events)), ...writer.close()];
}

const folded = (events: StreamEvent[], parts: Part[] = []) =>
  events.reduce((state, event, index) => applyEvent(state, { seq: index + 1, event }), startState(parts))
    .parts;

const thought = (text: string): ChatEvent => ({ type: "reasoning-delta", text, key: "reasoning" });
const said = (text: string): ChatEvent => ({ type: "text-delta", text });

describe("createPartWriter", () => {
  it("opens and closes parts as their kind changes, and makes one delta of what comes in one read", () => {
    const events = written([[thought("a"), thought("b")], [thought("c"), said("d"), said("e")], [said("f")]]);
    expect(events.map(({ type }) => type)).toEqual([
      "reasoning-start",
      "reasoning-delta",
      "reasoning-delta",
      "reasoning-end",
      "text-start",
      "text-delta",
      "text-delta",
      "text-end",
    ]);
    expect(folded(events)).toEqual([
      { type: "reasoning", text: "abc", startedAt: 5, endedAt: 5, key: "reasoning" },
      { type: "text", text: "def" },
    ]);
  });

  it("keeps OpenRouter's details with the reasoning they belong to", () => {
    const details = [{ type: "reasoning.text", text: "a" }];
    const events = written([[thought("a"), { type: "reasoning-details", details }, said("b")]]);
    expect(folded(events)[0]).toMatchObject({ type: "reasoning", details });
  });

  it("interleaves parallel calls by slot and gives each its own id", () => {
    const events = written([
      [
        { type: "tool-call-start", slot: 0, wireId: "same", toolName: "a" },
        { type: "tool-call-delta", slot: 0, text: '{"x":' },
        { type: "tool-call-start", slot: 1, wireId: "same", toolName: "b" },
        { type: "tool-call-delta", slot: 0, text: "1}" },
        { type: "tool-call-end", slot: 1, arguments: "{}" },
        { type: "tool-call-end", slot: 0, arguments: '{"x":1}' },
      ],
    ]);
    expect(folded(events)).toEqual([
      { type: "tool-call", callId: "call-0", wireId: "same", toolName: "a", arguments: '{"x":1}' },
      { type: "tool-call", callId: "call-1", wireId: "same", toolName: "b", arguments: "{}" },
    ]);
  });

  it("goes on in the last text part, behind whatever followed it", () => {
    const before: Part[] = [
      { type: "text", text: "Some" },
      { type: "notice", code: "length", message: "" },
    ];
    const events = written([[said(" more")]], before, true);
    expect(events[0]).toMatchObject({ type: "text-start", part: 0 });
    expect(folded(events, before)).toEqual([{ type: "text", text: "Some more" }, before[1]]);
  });

  it("starts a new part when reasoning comes before the text that goes on", () => {
    const before: Part[] = [{ type: "text", text: "Some" }];
    const events = written([[thought("Hm"), said("more")]], before, true);
    expect(folded(events, before)).toMatchObject([
      { type: "text", text: "Some" },
      { type: "reasoning", text: "Hm" },
      { type: "text", text: "more" },
    ]);
  });

  it("refuses a call's delta that has no start", () => {
    expect(() => written([[{ type: "tool-call-delta", slot: 3, text: "x" }]])).toThrow("slot 3");
  });
});
