import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ChatEvent, ProviderError } from "../chat-provider";
import { createDecoder, type Decoder, type DecoderOptions } from "./decoder";
import { type WireCase, wireCases } from "./fixtures/wire-cases";
import { readServerEvents } from "./read-events";

const folder = new URL("fixtures/", import.meta.url);
const recorded = (name: string) => readFileSync(new URL(`${name}.sse`, folder));

const defaults: DecoderOptions = {
  dialect: "vllm",
  model: "moonshotai/Kimi-K2.5",
  thinking: true,
  tools: ["calc", "exec", "get_weather"],
  estimatedInputTokens: 11,
  endpoint: { label: "Bench", keyVariable: "VLLM_API_KEY", isEmulator: false },
};

const decoderFor = (options: Partial<DecoderOptions> = {}) => createDecoder({ ...defaults, ...options });

function bodyOf(pieces: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const piece of pieces) if (piece.length > 0) controller.enqueue(piece);
      controller.close();
    },
  });
}

/** Joins deltas that go on with the one before, and leaves out the words of notices. */
function joined(events: readonly ChatEvent[]): ChatEvent[] {
  const whole: ChatEvent[] = [];
  for (const event of events) {
    const last = whole.at(-1);
    const isMore =
      (event.type === "text-delta" && last?.type === "text-delta") ||
      (event.type === "reasoning-delta" && last?.type === "reasoning-delta" && last.key === event.key) ||
      (event.type === "tool-call-delta" && last?.type === "tool-call-delta" && last.slot === event.slot);
    if (isMore) whole[whole.length - 1] = { ...last, text: last.text + event.text };
    else whole.push(event.type === "notice" ? { ...event, message: "" } : event);
  }
  return whole;
}

async function decoded(
  pieces: readonly Uint8Array[],
  options: Partial<DecoderOptions> = {},
): Promise<WireCase> {
  const decoder = decoderFor(options);
  const events: ChatEvent[] = [];
  try {
    for await (const data of readServerEvents(bodyOf(pieces))) {
      for (const one of data) events.push(...decoder.push(one));
    }
    events.push(...decoder.end());
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return { events: joined([...events, ...decoder.release()]), error: error.code };
  }
  return { events: joined(events) };
}

const told = ({ events, error }: WireCase) => ({ events, ...(error && { error }) });

describe("recorded streams", () => {
  it("has a case for every recording and a recording for every case", () => {
    const names = readdirSync(folder).flatMap((file) => (file.endsWith(".sse") ? [file.slice(0, -4)] : []));
    expect(names.sort()).toEqual(Object.keys(wireCases).sort());
  });

  describe.each(Object.entries(wireCases))("%s", (name, wireCase) => {
    const bytes = recorded(name);
    const { options } = wireCase;

    it("decodes whole", async () => {
      expect(await decoded([bytes], options)).toEqual(told(wireCase));
    });

    it("decodes the same split at every byte", async () => {
      for (let at = 1; at < bytes.length; at++) {
        const halves = [bytes.subarray(0, at), bytes.subarray(at)];
        expect(await decoded(halves, options), `split at ${at}`).toEqual(told(wireCase));
      }
    });

    it("decodes the same byte by byte", async () => {
      const single = Array.from(bytes, (byte) => Uint8Array.of(byte));
      expect(await decoded(single, options)).toEqual(told(wireCase));
    });

    it.each(["\r\n", "\r"])("decodes the same with a byte order mark and %j as line end", async (end) => {
      const other = Buffer.from(`\uFEFF${bytes.toString().replaceAll("\n", end)}`);
      expect(await decoded([other], options)).toEqual(told(wireCase));
      const single = Array.from(other, (byte) => Uint8Array.of(byte));
      expect(await decoded(single, options)).toEqual(told(wireCase));
    });
  });
});

/** A stream of one delta for each piece. */
function streamOf(key: string, pieces: readonly string[]): string[] {
  const chunk = (delta: object, reason: string | null) =>
    JSON.stringify({ choices: [{ index: 0, delta, finish_reason: reason }] });
  return [...pieces.map((piece) => chunk({ [key]: piece }, null)), chunk({}, "stop"), "[DONE]"];
}

function run(decoder: Decoder, stream: readonly string[]): ChatEvent[] {
  return joined([...stream.flatMap((data) => decoder.push(data)), ...decoder.end()]);
}

function cutAt(text: string, places: readonly number[]): string[] {
  const cuts = [...new Set(places.map((place) => place % (text.length + 1)))].sort(
    (one, other) => one - other,
  );
  return [0, ...cuts].map((from, index) => text.slice(from, cuts[index] ?? text.length));
}

describe("how a reply is cut into deltas", () => {
  const fragments = fc.constantFrom(
    "<think>",
    "</think>",
    "<|tool_calls_section_begin|>",
    "<|tool_calls_section_end|>",
    "<|tool_call_begin|>functions.calc:0<|tool_call_argument_begin|>",
    '{"a":1}',
    "<|tool_call_end|>",
    "9.9 is larger",
    "\n ",
    "<",
    "<|",
    "🙂",
    "北京",
  );
  const replies = fc.array(fragments, { maxLength: 14 }).map((parts) => parts.join(""));

  it("does not change what it decodes to", () => {
    const cuts = fc.array(fc.nat(), { maxLength: 8 });
    const keys = fc.constantFrom("content", "reasoning_content");
    fc.assert(
      fc.property(replies, cuts, keys, fc.boolean(), (text, places, key, thinking) => {
        const whole = run(decoderFor({ thinking }), streamOf(key, [text]));
        expect(run(decoderFor({ thinking }), streamOf(key, cutAt(text, places)))).toEqual(whole);
      }),
      { numRuns: 500 },
    );
  });
});

describe("what no endpoint should send", () => {
  it("breaks nothing: it decodes, or it is a ProviderError", () => {
    const odd = fc.jsonValue({ maxDepth: 3 });
    const delta = fc.record(
      { content: odd, reasoning_content: odd, reasoning: odd, reasoning_details: odd, tool_calls: odd },
      { requiredKeys: [] },
    );
    const call = fc.record(
      { index: odd, id: odd, function: fc.record({ name: odd, arguments: odd }, { requiredKeys: [] }) },
      { requiredKeys: [] },
    );
    const choice = fc.record(
      {
        delta: fc.oneof(odd, delta, fc.record({ tool_calls: fc.array(call) })),
        message: odd,
        usage: odd,
        finish_reason: odd,
      },
      { requiredKeys: [] },
    );
    const chunk = fc.record(
      {
        choices: fc.oneof(odd, fc.array(choice)),
        usage: odd,
        model: odd,
        error: odd,
        object: odd,
        code: odd,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(chunk, odd), { maxLength: 6 }), fc.boolean(), (chunks, thinking) => {
        const decoder = decoderFor({ thinking });
        try {
          for (const one of chunks) decoder.push(one);
        } catch (error) {
          expect(error).toBeInstanceOf(ProviderError);
          decoder.release();
        }
        expect(decoder.end().filter((event) => event.type === "finish")).toHaveLength(1);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("createDecoder", () => {
  const data = (delta: object, more: object = {}) =>
    JSON.stringify({ choices: [{ index: 0, delta }], ...more });

  it("gives an ordinary delta out at once", () => {
    const decoder = decoderFor({ dialect: "moonshot" });
    expect(decoder.push(data({ reasoning_content: "a" }))).toEqual([
      { type: "reasoning-delta", text: "a", key: "reasoning_content" },
    ]);
    expect(decoder.push(data({ content: "b" }))).toEqual([{ type: "text-delta", text: "b" }]);
    expect(decoder.push({ choices: [{ delta: { content: "c" } }] })).toEqual([
      { type: "text-delta", text: "c" },
    ]);
  });

  it("holds content back only where reasoning may leak into it", () => {
    const first = (options: Partial<DecoderOptions>, delta: object) => decoderFor(options).push(data(delta));
    const shown = [{ type: "text-delta", text: "9.9" }];
    expect(first({}, { content: "9.9" })).toEqual([]);
    expect(first({ dialect: "together" }, { content: "9.9" })).toEqual(shown);
    expect(first({ thinking: false }, { content: "9.9" })).toEqual(shown);
    expect(first({ separatesReasoning: true }, { content: "9.9" })).toEqual(shown);
    expect(first({}, { content: "9.9", reasoning: "" })).toEqual(shown);
    const emulator = { ...defaults.endpoint, isEmulator: true };
    expect(first({ dialect: "moonshot", endpoint: emulator }, { content: "9.9" })).toEqual([]);
  });

  it("streams content that earlier replies showed to be clean", () => {
    const decoder = decoderFor({ isContentClean: true });
    expect(decoder.push(data({ content: "9.9" }))).toEqual([{ type: "text-delta", text: "9.9" }]);
    expect(decoderFor({ isContentClean: true }).push(data({ content: "<think>a" }))).toMatchObject([
      { type: "reasoning-delta", text: "a" },
    ]);
  });

  it.each<[string, Partial<DecoderOptions>, object[], string | null, boolean[]]>([
    ["a whole answer without a tag", {}, [{ content: "9." }, { content: "9" }], "stop", [true]],
    ["one longer than what is held", {}, [{ content: "x".repeat(70_000) }, { content: "y" }], "stop", [true]],
    ["one already known to be clean", { isContentClean: true }, [{ content: "9.9" }], "stop", [true]],
    ["a closing tag", {}, [{ content: "a</thi" }, { content: "nk>b" }], "stop", [false]],
    [
      "a tag behind what is held",
      {},
      [{ content: "x".repeat(70_000) }, { content: "</think>" }],
      "stop",
      [false],
    ],
    [
      "a tag where none was expected",
      { isContentClean: true },
      [{ content: "a</thi" }, { content: "nk>b" }],
      "stop",
      [false],
    ],
    ["a tag before a cut", {}, [{ content: "a</think>b" }], "length", [false]],
    [
      "a raw tool call",
      {},
      [{ content: "a<|tool_call_begin|>functions.calc:0<|tool_call_argument_begin|>{}<|tool_call_end|>" }],
      "stop",
      [false],
    ],
    ["an answer that was cut", {}, [{ content: "Hm" }], "length", []],
    ["nothing at all", {}, [{ content: " " }], "stop", []],
    ["a reasoning field", {}, [{ content: "9.9", reasoning: "a" }], "stop", []],
    ["an empty reasoning field", {}, [{ content: "9.9", reasoning: "" }], "stop", []],
    ["instant mode", { thinking: false }, [{ content: "9.9" }], "stop", []],
    ["a vendor that never leaks", { dialect: "together" }, [{ content: "9.9" }], "stop", []],
    ["an answer that is gone on with", { separatesReasoning: true }, [{ content: "9.9" }], "stop", []],
  ])("tells from %s whether content is clean: %#", (_what, options, deltas, reason, expected) => {
    const told: boolean[] = [];
    const decoder = decoderFor({ ...options, onContent: (isClean) => told.push(isClean) });
    const finish = JSON.stringify({ choices: [{ index: 0, delta: {}, finish_reason: reason }] });
    run(decoder, [...deltas.map((delta) => data(delta)), finish, "[DONE]"]);
    expect(told).toEqual(expected);
  });

  it("tells the key of reasoning that has a field of its own, and none for reasoning that leaked", () => {
    const keys: string[] = [];
    const onReasoningKey = (key: string) => keys.push(key);
    run(decoderFor({ onReasoningKey }), [data({ content: "a</think>b" }), "[DONE]"]);
    expect(keys).toEqual([]);
    run(decoderFor({ onReasoningKey }), [data({ reasoning: "a" }), data({ reasoning: "b" }), "[DONE]"]);
    expect(keys).toEqual(["reasoning"]);
  });

  it("gives content out after 64 kB without a closing tag, and streams from there", () => {
    const decoder = decoderFor();
    const block = "x".repeat(1000);
    const held = Array.from({ length: 65 }, () => decoder.push(data({ content: block })));
    expect(held.flat()).toEqual([]);
    expect(decoder.push(data({ content: block }))).toEqual([{ type: "text-delta", text: block.repeat(66) }]);
    expect(decoder.push(data({ content: "y" }))).toEqual([{ type: "text-delta", text: "y" }]);
  });

  it("reads one of several reasoning keys, never two", () => {
    const decoder = decoderFor({ dialect: "openrouter" });
    const details = [{ type: "reasoning.text", text: "a", index: 0 }];
    expect(
      decoder.push(data({ reasoning_content: "a", reasoning: "a", reasoning_details: details })),
    ).toEqual([{ type: "reasoning-delta", text: "a", key: "reasoning_content" }]);
    expect(decoder.push(data({ reasoning_content: "", reasoning: "b" }))).toEqual([
      { type: "reasoning-delta", text: "b", key: "reasoning" },
    ]);
    expect(
      decoder.push(data({ reasoning_details: [{ type: "reasoning.text", text: "c", index: 0 }] })),
    ).toEqual([{ type: "reasoning-delta", text: "c", key: "reasoning_details" }]);
    expect(decoder.push(data({ content: "d" }))).toEqual([
      { type: "reasoning-details", details: [{ type: "reasoning.text", text: "ac", index: 0 }] },
      { type: "text-delta", text: "d" },
    ]);
  });

  it("tells every stretch of details where its reasoning ends", () => {
    const decoder = decoderFor({ dialect: "openrouter" });
    const stretch = (text: string, index: number) =>
      data({ reasoning: text, reasoning_details: [{ type: "reasoning.text", text, index }] });
    const stream = [stretch("a", 0), data({ content: "b" }), stretch("c", 1), data({ content: "d" })];
    expect(stream.flatMap((one) => decoder.push(one)).map((event) => event.type)).toEqual([
      "reasoning-delta",
      "reasoning-details",
      "text-delta",
      "reasoning-delta",
      "reasoning-details",
      "text-delta",
    ]);
  });

  it("tells a differing model once, before the first delta", () => {
    const decoder = decoderFor({ dialect: "moonshot" });
    const [first, second] = decoder.push(data({ content: "a" }, { model: "kimi-k3" }));
    expect(first).toMatchObject({
      code: "model-differs",
      data: { asked: "moonshotai/Kimi-K2.5", got: "kimi-k3" },
    });
    expect(second).toEqual({ type: "text-delta", text: "a" });
    expect(decoder.push(data({ content: "b" }, { model: "kimi-k4" }))).toHaveLength(1);
  });

  it("ends once, and takes nothing after the end", () => {
    const decoder = decoderFor();
    decoder.push("[DONE]");
    expect(decoder.push(data({ content: "late" }))).toEqual([]);
    expect(decoder.end().at(-1)).toEqual({ type: "finish", reason: "stop" });
    expect(decoder.end()).toEqual([]);
  });

  it("refuses more calls than any request can declare tools", () => {
    const decoder = decoderFor();
    const call = (index: number) => ({ index, id: `c${index}`, function: { name: "calc", arguments: "{}" } });
    const many = Array.from({ length: 129 }, (_, index) => call(index));
    expect(() => decoder.push(data({ tool_calls: many }))).toThrow("more than 128 tool calls");
  });

  it("takes arguments that are an object, and a name that comes late", () => {
    const decoder = decoderFor();
    decoder.push(data({ tool_calls: [{ index: 0, function: { arguments: { a: 1 } } }] }));
    const events = decoder.push(data({ tool_calls: [{ index: 0, id: "x", function: { name: "calc" } }] }));
    expect(events).toEqual([
      { type: "tool-call-start", slot: 0, wireId: "x", toolName: "calc" },
      { type: "tool-call-delta", slot: 0, text: '{"a":1}' },
    ]);
  });

  it("leaves arguments as they were when the limit cut them", () => {
    const decoder = decoderFor();
    decoder.push(
      data({ tool_calls: [{ index: 0, id: "x", function: { name: "calc", arguments: '{"a":' } }] }),
    );
    decoder.push(JSON.stringify({ choices: [{ delta: {}, finish_reason: "length" }] }));
    const events = decoder.end();
    expect(events).toContainEqual({ type: "tool-call-end", slot: 0, arguments: '{"a":' });
    expect(events.at(-1)).toEqual({ type: "finish", reason: "length" });
  });

  it("says which error came in the stream, with its wait", () => {
    const decoder = decoderFor();
    let thrown: unknown;
    try {
      decoder.push({
        error: { type: "engine_overloaded_error", message: "Please try again after 3 seconds" },
      });
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ code: "overloaded", retryable: true, retryAfterSeconds: 3 });
  });
});
