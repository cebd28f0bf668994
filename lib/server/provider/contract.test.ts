import { describe, expect, it } from "vitest";
import { type DialectName, dialectNames } from "@/lib/core/model/capabilities";
import type { ChatEvent, ChatMessage, ChatProvider, ChatRequest } from "./chat-provider";
import { createEmulatorFetch } from "./emulator/emulator-fetch";
import type { ComposeReply, ReplyRequest } from "./emulator/reply";
import { createProvider } from "./provider";

const key = "sk-canary-0123456789";
const ids: Record<DialectName, string> = {
  moonshot: "kimi-k2.5",
  together: "moonshotai/Kimi-K2.5",
  nvidia: "moonshotai/kimi-k2.5",
  vllm: "moonshotai/Kimi-K2.5",
  sglang: "moonshotai/Kimi-K2.5",
  openrouter: "moonshotai/kimi-k2.5",
  "openai-compatible": "moonshotai/Kimi-K2.5",
};
const tools = ["get_weather", "get_time"].map((name) => ({
  name,
  description: name,
  parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
}));

const ask = (text: string): ChatMessage => ({ role: "user", content: [{ type: "text", text }] });

/** One endpoint of the dialect, its own words, and what it understood of each request. */
function setUp(dialect: DialectName, { givenKey = key, words = "Kimi here, and well." } = {}) {
  const understood: ReplyRequest[] = [];
  const composeReply: ComposeReply = async (request) => {
    understood.push(request);
    const isFresh = request.messages.every((message) => message.role !== "tool");
    if (request.tools.length > 0 && isFresh) {
      const toolCalls = tools.map(({ name }) => ({ toolName: name, arguments: '{"city":"Oslo"}' }));
      return { reasoning: "Two calls at once.", text: "", toolCalls };
    }
    return { reasoning: "Greet them. Be brief.", text: words, toolCalls: [] };
  };
  const slept: number[] = [];
  const provider = createProvider({
    id: dialect,
    label: "The vendor",
    endpoint: {
      dialect,
      baseUrl: "http://vendor.invalid/v1",
      keyVariable: "VENDOR_API_KEY",
      apiKey: givenKey,
    },
    fetch: createEmulatorFetch({
      dialect,
      tokensPerSecond: Number.POSITIVE_INFINITY,
      apiKey: key,
      composeReply,
    }),
    sleep: async (ms) => {
      slept.push(ms);
    },
    random: () => 0,
  });
  return { provider, understood, slept };
}

/** What a call says, put together; whatever it is, no key is in it. */
async function hear(provider: ChatProvider, request: Omit<ChatRequest, "model"> & { model?: string }) {
  const events: ChatEvent[] = [];
  let failure: unknown;
  try {
    const whole = { ...request, model: request.model ?? ids[provider.dialect] };
    for await (const batch of provider.chat(whole, new AbortController().signal)) events.push(...batch);
  } catch (error) {
    failure = error;
  }
  const told = JSON.stringify([
    events,
    failure,
    failure instanceof Error ? [failure.message, failure.stack] : [],
  ]);
  expect(told).not.toContain(key);
  const joined = (type: "text-delta" | "reasoning-delta") =>
    events.flatMap((one) => (one.type === type ? [one.text] : [])).join("");
  const of = <T extends ChatEvent["type"]>(type: T) =>
    events.filter((one): one is Extract<ChatEvent, { type: T }> => one.type === type);
  return { events, failure, text: joined("text-delta"), reasoning: joined("reasoning-delta"), of };
}

describe.each(dialectNames)("%s", (dialect) => {
  it("lists its models, Kimi's first, and names a default", async () => {
    const list = await setUp(dialect).provider.listModels();
    expect(list.error).toBeUndefined();
    expect(list.models.map((model) => model.id)).toContain(ids[dialect]);
    expect(list.defaultModel).toBe(ids[dialect]);
    expect(list.models[0]?.capabilities).toMatchObject({ input: { image: true }, contextTokens: 262_144 });
  });

  it("thinks, then answers, and tells what it used", async () => {
    const { provider, understood } = setUp(dialect);
    const { text, reasoning, of, events } = await hear(provider, {
      messages: [ask("Hello")],
      thinking: true,
    });
    expect(understood[0]?.thinking).toBe(true);
    expect(reasoning).toBe("Greet them. Be brief.");
    expect(text).toBe("Kimi here, and well.");
    const [usage, ...more] = of("usage");
    expect(usage?.usage).toMatchObject({ estimated: false });
    expect(usage?.usage.outputTokens).toBeGreaterThan(0);
    expect(more).toEqual([]);
    expect(of("notice")).toEqual([]);
    expect(events.at(-1)).toEqual({ type: "finish", reason: "stop" });
    const order = events.map((one) => one.type);
    expect(order.lastIndexOf("reasoning-delta")).toBeLessThan(order.indexOf("text-delta"));
  });

  it("answers at once in instant mode", async () => {
    const { provider, understood } = setUp(dialect);
    const { text, reasoning, of } = await hear(provider, { messages: [ask("Hello")], thinking: false });
    expect(understood[0]?.thinking).toBe(false);
    expect(reasoning).toBe("");
    expect(text).toBe("Kimi here, and well.");
    expect(of("notice")).toEqual([]);
  });

  it("calls two tools at once, and takes their results with the reasoning behind the calls", async () => {
    const { provider, understood } = setUp(dialect);
    const request = { messages: [ask("Weather and time?")], tools, thinking: true };
    const first = await hear(provider, request);
    const starts = first.of("tool-call-start");
    expect(starts.map((one) => one.toolName)).toEqual(["get_weather", "get_time"]);
    expect(new Set(starts.map((one) => one.slot)).size).toBe(2);
    expect(first.of("tool-call-end").map((one) => JSON.parse(one.arguments))).toEqual([
      { city: "Oslo" },
      { city: "Oslo" },
    ]);
    expect(first.events.at(-1)).toEqual({ type: "finish", reason: "tool-calls" });

    const [spoken] = first.of("reasoning-delta");
    const [details] = first.of("reasoning-details");
    const reasoning = {
      text: first.reasoning,
      ...(spoken && { key: spoken.key }),
      ...(details && { details: details.details }),
    };
    const toolCalls = starts.map(({ wireId, toolName }) => ({
      wireId,
      toolName,
      arguments: '{"city":"Oslo"}',
    }));
    const messages: ChatMessage[] = [
      ...request.messages,
      { role: "assistant", text: "", reasoning, toolCalls },
      ...toolCalls.map(({ wireId, toolName }) => ({
        role: "tool" as const,
        wireId,
        toolName,
        output: "fine",
      })),
    ];
    const second = await hear(provider, { ...request, messages });
    expect(second.failure).toBeUndefined();
    expect(second.text).toBe("Kimi here, and well.");
    expect(second.of("notice")).toEqual([]);
    expect(understood[1]?.messages.map((one) => one.role)).toEqual(["user", "assistant", "tool", "tool"]);

    const withoutReasoning = messages.map((one) =>
      one.role === "assistant" ? { ...one, reasoning: undefined } : one,
    );
    const third = await hear(provider, { ...request, messages: withoutReasoning as ChatMessage[] });
    expect(third.text).toBe("Kimi here, and well.");
  });

  it("forces a tool in a mode that the endpoint takes", async () => {
    const { provider } = setUp(dialect);
    const messages = [ask("Weather?")];
    const { of, failure } = await hear(provider, { messages, tools, toolChoice: "required", thinking: true });
    expect(failure).toBeUndefined();
    expect(of("tool-call-end")).toHaveLength(2);
  });

  it("shows a picture to the model, byte for byte", async () => {
    const { provider, understood } = setUp(dialect);
    const png = Buffer.from(
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
      "base64",
    );
    const read = async () => new Uint8Array(png);
    const image = { type: "image" as const, mediaType: "image/png", bytes: png.length, read };
    const messages: ChatMessage[] = [{ role: "user", content: [image, { type: "text", text: "What?" }] }];
    const { text } = await hear(provider, { messages });
    expect(text).toBe("Kimi here, and well.");
    expect(understood[0]?.messages[0]?.images.map((bytes) => Buffer.from(bytes).equals(png))).toEqual([true]);
  });

  it("leaves out a video where the endpoint takes none, and sends it where it does", async () => {
    const { provider, understood } = setUp(dialect);
    const read = async () => new Uint8Array([0, 1, 2, 3]);
    const video = { type: "video" as const, mediaType: "video/mp4", bytes: 4, read };
    const messages: ChatMessage[] = [{ role: "user", content: [video, { type: "text", text: "What?" }] }];
    const { failure, of } = await hear(provider, { messages });
    expect(failure).toBeUndefined();
    const isSent = ["moonshot", "nvidia", "openai-compatible"].includes(dialect);
    expect(understood[0]?.messages[0]?.videos).toHaveLength(isSent ? 1 : 0);
    expect(of("notice").map((one) => one.code)).toEqual(isSent ? [] : ["left-out"]);
  });

  it("goes on with an answer that was cut off", async () => {
    const { provider, understood } = setUp(dialect, { words: " there was a fox." });
    const messages: ChatMessage[] = [ask("Tell"), { role: "assistant", text: "Once", toolCalls: [] }];
    const { text, failure } = await hear(provider, { messages, continueLast: true, thinking: true });
    expect(failure).toBeUndefined();
    expect(text).toBe(" there was a fox.");
    const [seen] = understood;
    const isAsked = seen?.messages.at(-1)?.text.includes("cut off");
    expect(seen?.prefix === "Once" || isAsked).toBe(true);
  });

  it("says that a key is wrong, without it, and does not try again", async () => {
    const wrong = "sk-wrong-0123456789";
    const { provider, slept } = setUp(dialect, { givenKey: wrong });
    const { failure } = await hear(provider, { messages: [ask("Hello")] });
    expect(failure).toMatchObject({ code: "auth", retryable: false });
    expect(JSON.stringify(failure)).not.toContain(wrong);
    expect(slept).toEqual([]);
    expect((await provider.listModels()).error?.code).toBe("auth");
  });

  it("says that a model is not there", async () => {
    const { failure } = await hear(setUp(dialect).provider, {
      messages: [ask("Hello")],
      model: "kimi-k2.5-gone",
    });
    expect(failure).toMatchObject({ code: "model-gone" });
  });

  it("waits for an overloaded endpoint, and then answers", async () => {
    const { provider, slept } = setUp(dialect);
    const { text, of } = await hear(provider, { messages: [ask("Hello")], model: "scenario-overloaded" });
    expect(of("retry").map((one) => [one.code, one.attempt])).toEqual([
      ["overloaded", 2],
      ["overloaded", 3],
    ]);
    expect(slept).toEqual([1_000, 1_000]);
    expect(text).toBe("Kimi here, and well.");
  });

  it("repairs a refused parameter once, and says so", async () => {
    const request = { messages: [ask("Hello")], model: "scenario-refused-parameter" };
    const { text, of, failure } = await hear(setUp(dialect).provider, request);
    expect(failure).toBeUndefined();
    expect(text).toBe("Kimi here, and well.");
    expect(of("notice")).toMatchObject([{ code: "repaired", data: { repair: "fields" } }]);
    expect(of("retry")).toEqual([]);
  });

  it("does not wait for an empty balance", async () => {
    const { provider, slept } = setUp(dialect);
    const { failure } = await hear(provider, { messages: [ask("Hello")], model: "scenario-quota" });
    expect(failure).toMatchObject({ code: "quota" });
    expect(slept).toEqual([]);
  });

  it("marks a reply from another model", async () => {
    const { of } = await hear(setUp(dialect).provider, {
      messages: [ask("Hello")],
      model: "scenario-redirect",
    });
    expect(of("notice")).toMatchObject([{ code: "model-differs", data: { asked: "scenario-redirect" } }]);
  });

  it.each(["scenario-drop", "scenario-reset", "scenario-error-event"])(
    "keeps what came before %s",
    async (model) => {
      const { provider } = setUp(dialect, {
        words: "one two three four five six seven eight nine ten eleven twelve",
      });
      const { text, failure, events } = await hear(provider, {
        messages: [ask("Hello")],
        model,
        thinking: false,
      });
      expect(text).toMatch(/^one two/);
      if (failure === undefined) expect(events.at(-1)).toEqual({ type: "finish", reason: "cut-off" });
      else expect(failure).toMatchObject({ code: expect.stringMatching(/^(network|server|protocol)$/) });
      expect(failure === undefined).toBe(model === "scenario-drop");
    },
  );

  it("stops in the middle when it is aborted", async () => {
    const { provider } = setUp(dialect);
    const controller = new AbortController();
    const request = { model: "scenario-long", messages: [ask("Hello")] };
    let heard = 0;
    const run = async () => {
      for await (const events of provider.chat(request, controller.signal)) {
        heard += events.length;
        controller.abort("enough");
      }
    };
    await expect(run()).rejects.toBe("enough");
    expect(heard).toBeGreaterThan(0);
    expect(heard).toBeLessThan(10_000);
  });
});
