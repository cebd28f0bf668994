import { describe, expect, it } from "vitest";
import type { ReasoningKey } from "@/lib/core/message/part";
import { type DialectName, dialectNames } from "@/lib/core/model/capabilities";
import { capabilitiesOf } from "@/lib/core/model/catalogue";
import { type ChatMessage, type ChatRequest, ProviderError } from "../chat-provider";
import type { WireMessage } from "./chat-body";
import { dialects } from "./dialects";
import { encodeRequest } from "./encode-request";

type Extra = Partial<ChatRequest> & { seenKey?: ReasoningKey; baseUrl?: string };

const ask = (text: string): ChatMessage => ({ role: "user", content: [{ type: "text", text }] });
const answer = (
  text: string,
  more: Partial<Extract<ChatMessage, { role: "assistant" }>> = {},
): ChatMessage => ({
  role: "assistant",
  text,
  toolCalls: [],
  ...more,
});
const called = (more: Partial<Extract<ChatMessage, { role: "assistant" }>> = {}): ChatMessage[] => [
  ask("1 and 2?"),
  answer("", { toolCalls: [{ wireId: "functions.add:0", toolName: "add", arguments: '{"a":1}' }], ...more }),
  { role: "tool", wireId: "functions.add:0", toolName: "add", output: "3" },
];
const media = (type: "image" | "video", bytes = 3) => ({
  type,
  mediaType: type === "image" ? "image/png" : "video/mp4",
  bytes,
  read: async () => new Uint8Array([1, 2, 3]),
});
const tools = [
  { name: "add", description: "Adds", parameters: { type: "object" } },
  { name: "now", description: "The time", parameters: { type: "object" } },
];

async function encode(dialect: DialectName, { seenKey, baseUrl = "http://host/v1", ...request }: Extra = {}) {
  const model = request.model ?? "kimi-k2.5";
  const encoded = await encodeRequest(dialects[dialect], {
    request: { messages: [ask("Hello")], ...request, model },
    capabilities: capabilitiesOf(model, dialect),
    seenKey,
    baseUrl,
  });
  return encoded;
}

const switches = async (dialect: DialectName, request: Extra) => {
  const { body } = await encode(dialect, request);
  const { model: _model, messages: _messages, stream: _stream, stream_options: _options, ...rest } = body;
  return rest;
};

const repairsOf = (encoded: Awaited<ReturnType<typeof encode>>) =>
  encoded.notices.map((one) => one.data?.repair);

describe("what every dialect sends", () => {
  it.each(dialectNames)("%s streams with usage, and text alone as a string", async (dialect) => {
    const { body } = await encode(dialect, { system: "Be brief." });
    expect(body).toMatchObject({ model: "kimi-k2.5", stream: true, stream_options: { include_usage: true } });
    expect(body.messages).toEqual([
      { role: "system", content: "Be brief." },
      { role: "user", content: "Hello" },
    ]);
  });

  it("sends a picture as a data URI without a space", async () => {
    const messages: ChatMessage[] = [
      { role: "user", content: [media("image"), { type: "text", text: "What?" }, media("video")] },
    ];
    const { body, notices } = await encode("moonshot", { messages });
    expect(body.messages[0]?.content).toEqual([
      { type: "image_url", image_url: { url: "data:image/png;base64,AQID" } },
      { type: "text", text: "What?" },
      { type: "video_url", video_url: { url: "data:video/mp4;base64,AQID" } },
    ]);
    expect(notices).toEqual([]);
  });

  it("leaves out what the model cannot see, and says so", async () => {
    const messages: ChatMessage[] = [
      { role: "user", content: [media("video"), { type: "text", text: "And this?" }] },
      answer("A film."),
      { role: "user", content: [media("video")] },
    ];
    const { body, notices } = await encode("vllm", { messages });
    expect(body.messages[0]?.content).toBe("And this?");
    expect(body.messages[2]?.content).toMatch(/attachment/);
    expect(notices).toMatchObject([{ code: "left-out", data: { count: 2, kind: "video" } }]);
  });

  it("sends no message that is empty, and no content beside calls made without a word", async () => {
    const messages = [
      ...called({ text: "" }),
      answer(""),
      { role: "user" as const, content: [] },
      ask("  "),
      ask("Go on"),
    ];
    const { body } = await encode("moonshot", { messages, system: " " });
    expect(body.messages.map((one) => one.role)).toEqual(["user", "assistant", "tool", "user"]);
    expect(body.messages[1]).not.toHaveProperty("content");
    expect(body.messages[2]).toEqual({
      role: "tool",
      tool_call_id: "functions.add:0",
      name: "add",
      content: "3",
    });
  });

  it("wraps arguments that no engine could parse", async () => {
    const toolCalls = ["", "{broken"].map((text, index) => ({
      wireId: `functions.add:${index}`,
      toolName: "add",
      arguments: text,
    }));
    const { body } = await encode("vllm", { messages: [ask("x"), answer("", { toolCalls })] });
    expect(body.messages[1]?.tool_calls?.map((one) => one.function.arguments)).toEqual([
      "{}",
      '{"unreadable":"{broken"}',
    ]);
  });

  it("refuses more than 100 MB of media before reading any", async () => {
    const read = () => Promise.reject(new Error("was read"));
    const content = [{ ...media("image", 80_000_000), read }];
    const failure = await encode("moonshot", { messages: [{ role: "user", content }] }).catch(
      (error) => error,
    );
    expect(failure).toBeInstanceOf(ProviderError);
    expect(failure.code).toBe("too-large");
  });
});

describe("thinking", () => {
  it.each<[DialectName, boolean, object]>([
    ["moonshot", true, { thinking: { type: "enabled" } }],
    ["moonshot", false, { thinking: { type: "disabled" } }],
    ["together", false, { reasoning: { enabled: false }, temperature: 0.6, top_p: 0.95 }],
    ["nvidia", true, { chat_template_kwargs: { thinking: true }, temperature: 1, top_p: 0.95 }],
    ["vllm", false, { chat_template_kwargs: { thinking: false }, temperature: 0.6, top_p: 0.95 }],
    ["sglang", true, { chat_template_kwargs: { thinking: true }, temperature: 1, top_p: 0.95 }],
    ["openrouter", false, { reasoning: { enabled: false } }],
    ["openai-compatible", false, { chat_template_kwargs: { thinking: false } }],
  ])("%s switched %s", async (dialect, thinking, expected) => {
    expect(await switches(dialect, { thinking })).toEqual(expected);
  });

  it.each<[string, boolean, object]>([
    ["https://api.fireworks.ai/inference/v1", false, { reasoning_effort: "none" }],
    ["https://api.fireworks.ai/inference/v1", true, {}],
    ["https://inference.baseten.co/v1", true, { chat_template_args: { enable_thinking: true } }],
    ["https://dashscope.aliyuncs.com/compatible-mode/v1", false, { enable_thinking: false }],
    ["https://api.siliconflow.cn/v1", true, { enable_thinking: true }],
    ["https://api.moonshot.cn/v1", false, { thinking: { type: "disabled" } }],
    ["https://notfireworks.ai/v1", true, { chat_template_kwargs: { thinking: true } }],
  ])("%s switched %s", async (baseUrl, thinking, expected) => {
    expect(await switches("openai-compatible", { thinking, baseUrl })).toEqual(expected);
  });

  it("is on by default, and cannot be switched where the model always thinks", async () => {
    expect((await encode("moonshot")).thinking).toBe(true);
    const always = { model: "kimi-k2.7-code", thinking: false };
    expect(await switches("moonshot", always)).toEqual({});
    expect((await encode("moonshot", always)).thinking).toBe(true);
  });

  it("asks a model that thinks by effort for less", async () => {
    const silent = { model: "kimi-k3", thinking: false };
    expect(await switches("moonshot", silent)).toEqual({ reasoning_effort: "low" });
    expect(await switches("openrouter", silent)).toEqual({ reasoning: { effort: "low" } });
    expect(await switches("moonshot", { model: "kimi-k3", thinking: true })).toEqual({});
    expect((await encode("moonshot", silent)).thinking).toBe(true);
  });

  it("tries nothing on strangers that they could refuse", async () => {
    const stranger = { model: "llama-4", thinking: true };
    expect(await switches("openai-compatible", stranger)).toEqual({});
    expect(await switches("together", stranger)).toEqual({});
    expect(await switches("nvidia", stranger)).toEqual({});
    expect(await switches("openrouter", stranger)).toEqual({ reasoning: { enabled: true } });
    expect(await switches("vllm", stranger)).toEqual({
      chat_template_kwargs: { thinking: true, enable_thinking: true },
    });
    expect(await switches("moonshot", { model: "kimi-k2.8-preview", thinking: true })).toEqual({});
  });
});

describe("limits and cache", () => {
  it("names the output limit as the dialect does, and sends none unasked", async () => {
    expect(await switches("moonshot", { maxOutputTokens: 9 })).toHaveProperty("max_completion_tokens", 9);
    expect(await switches("vllm", { maxOutputTokens: 9 })).toHaveProperty("max_tokens", 9);
    expect(await switches("vllm", {})).not.toHaveProperty("max_tokens");
  });

  it("sends the cache key to Moonshot alone", async () => {
    for (const dialect of dialectNames) {
      const { body } = await encode(dialect, { cacheKey: "c1" });
      expect(body.prompt_cache_key).toBe(dialect === "moonshot" ? "c1" : undefined);
    }
  });
});

describe("tools", () => {
  const forced = { tools, toolChoice: "required" as const, thinking: true };

  it("forces a tool on Moonshot in instant mode, and says so", async () => {
    const encoded = await encode("moonshot", forced);
    expect(encoded.body).toMatchObject({ thinking: { type: "disabled" }, tool_choice: "required" });
    expect(encoded.thinking).toBe(false);
    expect(repairsOf(encoded)).toEqual(["instant"]);
    expect((await encode("moonshot", { ...forced, thinking: false })).notices).toEqual([]);
  });

  it("gives way where the model always thinks", async () => {
    const encoded = await encode("moonshot", { ...forced, model: "kimi-k2.7-code" });
    expect(encoded.body.tool_choice).toBe("auto");
    expect(repairsOf(encoded)).toEqual(["tool-choice-auto"]);
  });

  it("names one tool to Kimi K3 by offering no other", async () => {
    const { body, notices } = await encode("moonshot", {
      model: "kimi-k3",
      tools,
      toolChoice: { name: "now" },
    });
    expect(body.tool_choice).toBe("required");
    expect(body.tools).toMatchObject([{ function: { name: "now" } }]);
    expect(notices).toEqual([]);
  });

  it("passes the choice on elsewhere, and none without tools", async () => {
    const { body, thinking } = await encode("vllm", { ...forced, toolChoice: { name: "add" } });
    expect(body.tool_choice).toEqual({ type: "function", function: { name: "add" } });
    expect(thinking).toBe(true);
    expect((await encode("vllm", { toolChoice: "auto" })).body).not.toHaveProperty("tool_choice");
  });

  it("makes an engine's ids of foreign ones for Kimi, and keeps them elsewhere", async () => {
    const messages = called({ toolCalls: [{ wireId: "call_1", toolName: "add", arguments: "{}" }] });
    const idIn = async (dialect: DialectName, model = "kimi-k2.5") =>
      (await encode(dialect, { messages, model })).body.messages[1]?.tool_calls?.[0]?.id;
    expect(await idIn("sglang")).toBe("functions.add:0");
    expect(await idIn("sglang", "llama-4")).toBe("call_1");
    expect(await idIn("moonshot")).toBe("call_1");
  });
});

describe("reasoning sent back", () => {
  const reasoning = { text: "Add them." };
  const callMessage = async (dialect: DialectName, extra: Extra): Promise<WireMessage | undefined> =>
    (await encode(dialect, { messages: called({ reasoning }), thinking: true, ...extra })).body.messages[1];

  it.each<[DialectName, string]>([
    ["moonshot", "reasoning_content"],
    ["together", "reasoning"],
    ["nvidia", "reasoning_content"],
    ["vllm", "reasoning"],
    ["sglang", "reasoning_content"],
    ["openrouter", "reasoning"],
    ["openai-compatible", "reasoning_content"],
  ])("%s has it under %s", async (dialect, key) => {
    expect(await callMessage(dialect, {})).toHaveProperty(key, "Add them.");
    expect(await callMessage(dialect, { messages: called() })).toHaveProperty(key, "");
  });

  it("uses the key the endpoint showed, or else the conversation", async () => {
    expect(await callMessage("vllm", { seenKey: "reasoning_content" })).toHaveProperty("reasoning_content");
    const messages = called({ reasoning: { ...reasoning, key: "reasoning" } });
    expect(await callMessage("nvidia", { messages })).toHaveProperty("reasoning");
    expect(await callMessage("moonshot", { messages })).toHaveProperty("reasoning_content");
  });

  it("sends OpenRouter's details back unchanged", async () => {
    const details = [{ type: "reasoning.text", text: "Add them.", index: 0 }];
    const message = await callMessage("openrouter", {
      messages: called({ reasoning: { ...reasoning, details } }),
    });
    expect(message?.reasoning_details).toEqual(details);
    expect(message).not.toHaveProperty("reasoning");
  });

  it("sends none in instant mode, none of plain answers, and no empty key to strangers", async () => {
    expect(await callMessage("moonshot", { thinking: false })).not.toHaveProperty("reasoning_content");
    const messages = [ask("x"), answer("y", { reasoning }), ask("z")];
    expect(await callMessage("moonshot", { messages })).toEqual({ role: "assistant", content: "y" });
    const stranger = { model: "llama-4", messages: called() };
    expect(await callMessage("openai-compatible", stranger)).not.toHaveProperty("reasoning_content");
  });

  it("sends all of it where the model keeps it", async () => {
    const messages = [ask("x"), answer("y", { reasoning }), ask("z"), answer("no reasoning"), ask("w")];
    const { body } = await encode("moonshot", { messages, model: "kimi-k2.7-code" });
    expect(body.messages[1]).toHaveProperty("reasoning_content", "Add them.");
    expect(body.messages[3]).not.toHaveProperty("reasoning_content");
  });
});

describe("going on with an answer", () => {
  const messages = [ask("Tell"), answer("Once upon", { reasoning: { text: "A tale." } })];
  const request = { messages, continueLast: true, thinking: true };

  it("marks it partial on Moonshot, with its reasoning while thinking", async () => {
    const last = { role: "assistant", content: "Once upon", partial: true };
    const { body, thinking } = await encode("moonshot", request);
    expect(body.messages.at(-1)).toEqual({ ...last, reasoning_content: "A tale." });
    expect(thinking).toBe(true);
    expect((await encode("moonshot", { ...request, thinking: false })).body.messages.at(-1)).toEqual(last);
  });

  it("leaves the final message open on engines, in instant mode", async () => {
    const { body, thinking } = await encode("sglang", request);
    expect(body).toMatchObject({ continue_final_message: true, add_generation_prompt: false });
    expect(body).toMatchObject({ chat_template_kwargs: { thinking: false } });
    expect(body.messages.at(-1)).toEqual({ role: "assistant", content: "Once upon" });
    expect(thinking).toBe(false);
  });

  it("asks for it elsewhere, and where an engine's model always thinks", async () => {
    for (const [dialect, model] of [
      ["together", "kimi-k2.5"],
      ["vllm", "kimi-k3"],
    ] as const) {
      const { body } = await encode(dialect, { ...request, model });
      expect(body).not.toHaveProperty("continue_final_message");
      expect(body.messages.at(-1)).toMatchObject({ role: "user", content: expect.stringMatching(/cut off/) });
    }
  });

  it("answers as usual when there is nothing to go on with", async () => {
    const { body } = await encode("moonshot", { ...request, messages: [ask("Tell"), answer("")] });
    expect(body.messages).toEqual([{ role: "user", content: "Tell" }]);
  });
});
