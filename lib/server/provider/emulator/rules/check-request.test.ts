import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { emulator, hello, readStream, weatherTool } from "../fixtures/client";

const off = { thinking: { type: "disabled" } };
const user = (content: unknown) => ({ messages: [{ role: "user", content }] });
const image = (url: unknown) =>
  user([
    { type: "image_url", image_url: url },
    { type: "text", text: "What is it?" },
  ]);
const named = { tool_choice: { type: "function", function: { name: "get_weather" } }, tools: [weatherTool] };
const required = { tool_choice: "required", tools: [weatherTool] };
const tool = (name: string, parameters: unknown = { type: "object", properties: {} }) => ({
  type: "function",
  function: { name, parameters },
});
const call = { id: "get_weather:0", type: "function", function: { name: "get_weather", arguments: "{}" } };
const loop = (assistant: object) => ({
  messages: [
    ...hello,
    { role: "assistant", tool_calls: [call], ...assistant },
    { role: "tool", tool_call_id: "get_weather:0", content: "rain" },
  ],
});
const partial = [...hello, { role: "assistant", content: "9", partial: true }];
const png = (
  await sharp({ create: { width: 30, height: 30, channels: 3, background: "#dc2626" } })
    .png()
    .toBuffer()
).toString("base64");

describe("what Moonshot refuses, as 400 invalid_request_error", () => {
  const refused: [string, object, RegExp][] = [
    [
      "temperature while thinking",
      { temperature: 0.7 },
      /^invalid temperature: only 1 is allowed for this model$/,
    ],
    [
      "thinking's temperature in instant mode",
      { ...off, temperature: 1 },
      /^invalid temperature: only 0.6 is/,
    ],
    ["top_p", { top_p: 0.8 }, /^invalid top_p: only 0.95 is allowed/],
    ["n", { n: 2 }, /^invalid n: only 1 is/],
    ["presence_penalty", { presence_penalty: 0.5 }, /^invalid presence_penalty: only 0 is/],
    ["frequency_penalty", { frequency_penalty: 0.5 }, /^invalid frequency_penalty: only 0 is/],
    [
      "a required tool while thinking",
      required,
      /tool_choice 'required' is incompatible with thinking enabled/,
    ],
    ["a named tool while thinking", named, /tool_choice 'specified' is incompatible with thinking enabled/],
    [
      "a tool call without reasoning",
      loop({}),
      /^thinking is enabled but reasoning_content is missing in assistant tool call message at index 1$/,
    ],
    [
      "a tool call whose reasoning is null",
      loop({ reasoning_content: null }),
      /reasoning_content is missing/,
    ],
    [
      "thinking and effort together",
      { thinking: { type: "enabled" }, reasoning_effort: "low" },
      /cannot specify both 'thinking' and 'reasoning_effort'/,
    ],
    ["keep on K2.5", { thinking: { type: "enabled", keep: "all" } }, /unknown field 'keep'/],
    ["another type of thinking", { thinking: { type: "auto" } }, /thinking.type must be/],
    ["silence on K2.7", { model: "kimi-k2.7-code", ...off }, /cannot be disabled/],
    [
      "an unknown effort on K3",
      { model: "kimi-k3", reasoning_effort: "medium" },
      /must be one of 'low', 'high', 'max'/,
    ],
    ["a named tool on K3", { model: "kimi-k3", ...named }, /'specified' is incompatible/],
    ["an image by address", image({ url: "https://example.com/a.png" }), /unsupported image url: https:/],
    ["an unknown file", image({ url: "ms://nope" }), /file nope not found/],
    ["a data URI without type", image("data:;base64,AAAA"), /not a base64 data URI/],
    ["a data URI without base64", image("data:image/png,AAAA"), /not a base64 data URI/],
    ["a blank after the comma", image(`data:image/png;base64, ${png}`), /not valid base64/],
    [
      "an image format nobody decodes",
      image("data:image/svg+xml;base64,PHN2Zz4="),
      /unsupported image format: image\/svg\+xml/,
    ],
    [
      "bytes that are no image",
      image(`data:image/png;base64,${btoa("no picture at all")}`),
      /failed to decode image: image 0/,
    ],
    ["half an image address", image({ url: "" }), /image_url must not be empty/],
    ["empty text", user(""), /position 0 with role 'user' must not be empty/],
    ["no content", { messages: [{ role: "user" }] }, /must not be empty/],
    ["an empty list of parts", user([]), /must not be empty/],
    ["an empty text part", user([{ type: "text", text: "" }]), /text content is empty/],
    [
      "an empty text part beside a call",
      loop({ reasoning_content: "", content: [{ type: "text", text: "" }] }),
      /text content is empty/,
    ],
    ["parts as a string", user(JSON.stringify([{ type: "text", text: "Hello" }])), /JSON-stringified array/],
    ["an unknown kind of part", user([{ type: "audio_url" }]), /unsupported content type: audio_url/],
    ["an unknown role", { messages: [{ role: "developer", content: "x" }] }, /messages.0.role/],
    ["no messages", { messages: [] }, /messages: must not be empty/],
    [
      "a result without a call",
      { messages: [...hello, { role: "tool", tool_call_id: "x:0", content: "y" }] },
      /tool_call_id x:0 is not found/,
    ],
    [
      "a call without a result",
      { messages: loop({ reasoning_content: "" }).messages.slice(0, 2) },
      /did not have response messages: get_weather:0/,
    ],
    ["a short tool name", { tools: [tool("ab")] }, /function name is invalid/],
    ["a dollar in a tool name", { tools: [tool("$search")] }, /function name is invalid/],
    ["a long tool name", { tools: [tool("a".repeat(65))] }, /function name is invalid/],
    [
      "a property without type",
      {
        tools: [
          tool("pick", {
            type: "object",
            properties: { a: { type: "object", properties: { b: { enum: ["x"] } } } },
          }),
        ],
      },
      /At path 'properties.a.properties.b': type is not defined/,
    ],
    ["129 tools", { tools: Array.from({ length: 129 }, (_, index) => tool(`tool_${index}`)) }, /at most 128/],
    [
      "web search while thinking",
      { tools: [{ type: "builtin_function", function: { name: "$web_search" } }] },
      /\$web_search is incompatible/,
    ],
    ["six stops", { stop: ["a", "b", "c", "d", "e", "f"] }, /at most 5/],
    ["a long stop", { stop: "界".repeat(11) }, /at most 32 bytes/],
    [
      "partial with JSON mode",
      { messages: partial, response_format: { type: "json_object" } },
      /cannot be combined/,
    ],
    [
      "partial in the middle",
      { messages: [...partial, ...hello] },
      /partial is only allowed on the last message/,
    ],
    ["no output at all", { max_completion_tokens: 0 }, /max_completion_tokens: must be at least 1/],
    [
      "more output than the context",
      { max_completion_tokens: 262_144 },
      /exceeded model token limit : 262144/,
    ],
  ];
  test.each(refused)("%s", async (_what, fields, message) => {
    const response = await emulator().post({ ...fields });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      error: { type: "invalid_request_error", message: expect.stringMatching(message) },
    });
  });

  test("a prompt longer than the context", async () => {
    const response = await emulator().post(user("word ".repeat(262_200)));
    expect(response.status).toBe(400);
    expect((await response.json()).error.message).toMatch(
      /Input token length too long .*exceeded model token limit : 262144/,
    );
  });

  test("a body that is no JSON", async () => {
    const response = await emulator().post({}, { body: "{" });
    expect(response.status).toBe(400);
    expect((await response.json()).error.message).toMatch(/not valid JSON/);
  });

  test("a body over 100 MB", async () => {
    const response = await emulator().post({}, { body: new Uint8Array(100 * 1024 * 1024 + 1) });
    expect(response.status).toBe(413);
    expect(await response.json()).toEqual({
      error: { type: "invalid_request_error", message: expect.stringContaining("100 MB") },
    });
  });
});

describe("what Moonshot takes", () => {
  const taken: [string, object][] = [
    [
      "the mode's own values",
      { temperature: 1, top_p: 0.95, n: 1, presence_penalty: 0, frequency_penalty: 0 },
    ],
    ["instant's own temperature", { ...off, temperature: 0.6 }],
    ["a required tool in instant mode", { ...off, ...required }],
    ["a named tool in instant mode", { ...off, ...named }],
    ["a required tool on K3", { model: "kimi-k3", ...required }],
    ["a tool call with empty reasoning", loop({ reasoning_content: "" })],
    ["a tool call with an empty string beside it", loop({ reasoning_content: "", content: "" })],
    ["a tool call without reasoning in instant mode", { ...off, ...loop({}) }],
    [
      "an earlier answer without reasoning",
      { messages: [...hello, { role: "assistant", content: "9.9" }, ...hello] },
    ],
    ["keep on K2.6", { model: "kimi-k2.6", thinking: { type: "enabled", keep: "all" } }],
    ["an unknown field", { temprature: 0.3, extra_body: {} }],
    ["an image as an object", image({ url: `data:image/png;base64,${png}` })],
    ["an image as a bare string", image(`data:image/png;base64,${png}`)],
    [
      "a video",
      user([
        { type: "video_url", video_url: "data:video/mp4;base64,AAAA" },
        { type: "text", text: "?" },
      ]),
    ],
    ["text that looks like a list", user('[1, 2] and ["a"]')],
    ["128 tools", { tools: Array.from({ length: 128 }, (_, index) => tool(`tool_${index}`)) }],
    [
      "web search in instant mode",
      { ...off, tools: [{ type: "builtin_function", function: { name: "$web_search" } }] },
    ],
    ["an opening without words", { messages: [...hello, { role: "assistant", content: "", partial: true }] }],
  ];
  test.each(taken)("%s", async (_what, fields) => {
    const response = await emulator().post({ ...fields });
    expect(response.status, await response.clone().text()).toBe(200);
    expect((await readStream(response)).isDone).toBe(true);
  });
});

describe("self-hosted engines and gateways are lenient", () => {
  test.each(["vllm", "sglang", "together", "nvidia", "openrouter", "openai-compatible"] as const)(
    "%s",
    async (dialect) => {
      const lenient = { temperature: 0.2, top_p: 0.5, n: 1, ...named, ...loop({}) };
      expect((await emulator({ dialect }).post(lenient)).status).toBe(200);
      expect((await emulator({ dialect }).post(user(""))).status).toBe(200);
      const blank = await emulator({ dialect }).post(image({ url: `data:image/png;base64, ${png}` }));
      expect(blank.status).toBe(200);
      const corrupt = await emulator({ dialect }).post(
        image(`data:image/png;base64,${btoa("no picture at all")}`),
      );
      expect(corrupt.status).toBe(400);
    },
  );

  test("a template cannot go on with a message and start a new one", async () => {
    const both = { continue_final_message: true, add_generation_prompt: true };
    const response = await emulator({ dialect: "vllm" }).post(both);
    expect(response.status).toBe(400);
    expect((await response.json()).error.message).toMatch(/Cannot set both/);
  });

  test("video fails on engines with a 500, and elsewhere as the vendor documents", async () => {
    const video = user([{ type: "video_url", video_url: { url: "data:video/mp4;base64,AAAA" } }]);
    const status = async (dialect: Parameters<typeof emulator>[0]) =>
      (await emulator(dialect).post(video)).status;
    expect(await status({ dialect: "vllm" })).toBe(500);
    expect(await status({ dialect: "sglang" })).toBe(500);
    expect(await status({ dialect: "openrouter" })).toBe(404);
    expect(await status({ dialect: "together" })).toBe(400);
    expect(await status({ dialect: "nvidia" })).toBe(200);
  });

  test("a picture by address says that there is no network", async () => {
    const response = await emulator({ dialect: "vllm" }).post(image({ url: "https://example.com/a.png" }));
    expect((await response.json()).error.message).toMatch(/no network/);
  });

  test("a full context is a 403 at Together", async () => {
    const response = await emulator({ dialect: "together" }).post({ max_tokens: 262_144 });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ error: { code: "context_length_exceeded" } });
  });
});
