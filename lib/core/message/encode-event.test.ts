import { createParser } from "eventsource-parser";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeEvent, encodeEvent } from "./encode-event";
import type { StreamEvent } from "./stream-event";

function readBack(wire: string): unknown {
  const seen: unknown[] = [];
  const parser = createParser({
    onEvent: ({ id = "", event = "", data }) => seen.push(decodeEvent(id, event, data)),
  });
  parser.feed(wire);
  expect(seen).toHaveLength(1);
  return seen[0];
}

describe("encodeEvent", () => {
  it("writes id, event and data without the type", () => {
    expect(encodeEvent(7, { type: "text-delta", part: 1, offset: 3, text: 'a "b"\n' })).toBe(
      'id: 7\nevent: text-delta\ndata: {"part":1,"offset":3,"text":"a \\"b\\"\\n"}\n\n',
    );
    expect(encodeEvent(8, { type: "turn-end", reason: "stop", endedAt: 5 })).toBe(
      'id: 8\nevent: turn-end\ndata: {"reason":"stop","endedAt":5}\n\n',
    );
  });

  it("comes back the same through a real reader, whatever the text", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("\r", "\n", "\r\n\r\n", "\u2028", "\0", "data: x", "\n\nid: 9\n", '"}', "\ufeff"),
    );
    const event: fc.Arbitrary<StreamEvent> = fc.oneof(
      fc.record({
        type: fc.constantFrom("text-delta" as const, "reasoning-delta" as const, "tool-call-delta" as const),
        part: fc.nat(),
        offset: fc.nat(),
        text,
      }),
      fc.record({ type: fc.constant("tool-result" as const), part: fc.nat(), callId: text, output: text }),
      fc.record({ type: fc.constant("text-start" as const), part: fc.nat(), at: fc.nat() }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1 }), event, (seq, event) => {
        expect(readBack(encodeEvent(seq, event))).toEqual({ seq, event });
      }),
    );
  });

  it("leaves no lone surrogate on the wire, which UTF-8 could not carry", () => {
    const event: StreamEvent = { type: "text-delta", part: 0, offset: 0, text: "\ud83d" };
    const wire = encodeEvent(1, event);
    expect(wire.isWellFormed()).toBe(true);
    expect(readBack(wire)).toEqual({ seq: 1, event });
  });
});

describe("decodeEvent", () => {
  it("refuses what is no numbered event", () => {
    for (const id of ["", "0", "-1", "1.5", "x", "9007199254740993"]) {
      expect(() => decodeEvent(id, "usage", "{}"), id).toThrow("has the id");
    }
    for (const type of ["", "message", "constructor", "toString"]) {
      expect(() => decodeEvent("1", type, "{}"), type).toThrow("has the type");
    }
    for (const data of ["null", "[]", "1", '"x"']) {
      expect(() => decodeEvent("1", "usage", data), data).toThrow("not a JSON object");
    }
    expect(() => decodeEvent("1", "usage", "{")).toThrow(SyntaxError);
  });

  it("does not let the data change the type", () => {
    expect(decodeEvent("1", "text-start", '{"type":"turn-end","part":0,"at":1}').event.type).toBe(
      "text-start",
    );
  });
});
