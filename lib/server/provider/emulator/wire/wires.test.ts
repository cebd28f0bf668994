import { describe, expect, test } from "vitest";
import { type DialectName, dialectNames } from "@/lib/core/model/capabilities";
import { emulator, readStream, understood, weatherTool } from "../fixtures/client";

/** The chunks as each vendor writes them, without what differs from call to call. */
async function golden(dialect: DialectName, fields: Record<string, unknown>) {
  const { chunks, isDone } = await readStream(await emulator({ dialect }).post(fields));
  expect(isDone).toBe(true);
  return chunks.map((chunk) => {
    const { id, created, model, object, ...rest } = chunk as Record<string, unknown>;
    expect({ id, created, model, object }).toEqual({
      id: expect.any(String),
      created: expect.any(Number),
      model: expect.stringMatching(/kimi-k2\.5$/i),
      object: "chat.completion.chunk",
    });
    return rest;
  });
}

const usage = { prompt_tokens: 16, completion_tokens: 6, total_tokens: 22 };
const asked = { stream_options: { include_usage: true } };
const plain = (delta: unknown, finish: string | null = null) => ({ index: 0, delta, finish_reason: finish });

describe("a thinking answer as each vendor streams it", () => {
  test("moonshot: usage inside the finish choice, and on a chunk of its own when asked for", async () => {
    const system_fingerprint = "fpv0_0a1b2c3d";
    expect(await golden("moonshot", asked)).toEqual([
      { choices: [plain({ role: "assistant", content: "" })], system_fingerprint },
      { choices: [plain({ reasoning_content: "Tenths decide." })], system_fingerprint },
      { choices: [plain({ content: "9.9" })], system_fingerprint },
      { choices: [{ ...plain({}, "stop"), usage }], system_fingerprint },
      { choices: [], usage },
    ]);
  });

  test("together: usage null but on the last chunk, which finishes too", async () => {
    expect(await golden("together", {})).toEqual([
      { choices: [plain({ role: "assistant", content: "", reasoning: "Tenths decide." })], usage: null },
      { choices: [plain({ content: "9.9" }, "stop")], usage },
    ]);
  });

  test("nvidia: reasoning and text share a delta on the seam", async () => {
    expect(await golden("nvidia", asked)).toEqual([
      { choices: [plain({ role: "assistant", reasoning: "Tenths decide" })] },
      { choices: [plain({ reasoning: ".", content: "9" })] },
      { choices: [plain({ content: ".9" }, "stop")] },
      { choices: [], usage },
    ]);
  });

  test("vllm: the key is reasoning, and usage comes only when asked for", async () => {
    const engine = { logprobs: null, token_ids: null };
    const all = [
      { choices: [{ ...plain({ role: "assistant", content: "" }), ...engine }] },
      { choices: [{ ...plain({ reasoning: "Tenths decide." }), ...engine }] },
      { choices: [{ ...plain({ content: "9.9" }, "stop"), ...engine, stop_reason: 163_586 }] },
    ];
    expect(await golden("vllm", {})).toEqual(all);
    expect(await golden("vllm", asked)).toEqual([...all, { choices: [], usage }]);
  });

  test("sglang: what a delta lacks is null", async () => {
    const none = { content: null, reasoning_content: null, tool_calls: null };
    const first = { role: "assistant", ...none, reasoning_content: "Tenths decide." };
    const last = { role: null, ...none, content: "9.9" };
    expect(await golden("sglang", {})).toEqual([
      { choices: [{ ...plain(first), logprobs: null, matched_stop: null }], usage: null },
      { choices: [{ ...plain(last, "stop"), logprobs: null, matched_stop: 163_586 }], usage: null },
    ]);
  });

  test("openrouter: a comment, the reasoning twice, and usage after the finish", async () => {
    const details = [{ type: "reasoning.text", text: "Tenths decide.", format: "unknown", index: 0 }];
    const choice = (delta: object, finish: string | null = null) => ({
      ...plain({ role: "assistant", content: "", ...delta }, finish),
      native_finish_reason: finish,
      logprobs: null,
    });
    const provider = "Moonshot AI";
    const counts = {
      ...usage,
      prompt_tokens_details: { cached_tokens: 0 },
      completion_tokens_details: { reasoning_tokens: 3 },
    };
    expect(await golden("openrouter", {})).toEqual([
      { provider, choices: [choice({ reasoning: "Tenths decide.", reasoning_details: details })] },
      { provider, choices: [choice({ content: "9.9" }, "stop")] },
      { provider, choices: [choice({})], usage: counts },
    ]);
    const { text } = await readStream(await emulator({ dialect: "openrouter" }).post({}));
    expect(text).toMatch(/^: OPENROUTER PROCESSING\n\n/);
  });

  test("openai-compatible: OpenAI's shapes with reasoning_content", async () => {
    expect(await golden("openai-compatible", {})).toEqual([
      { choices: [plain({ role: "assistant", content: "" })] },
      { choices: [plain({ reasoning_content: "Tenths decide." })] },
      { choices: [plain({ content: "9.9" })] },
      { choices: [plain({}, "stop")] },
    ]);
  });
});

describe("tool calls as each vendor streams them", () => {
  const second = { ...weatherTool, function: { ...weatherTool.function, name: "get_time" } };
  const calls = async (dialect: DialectName) => {
    const response = await emulator({ dialect }).post({ tools: [weatherTool, second] });
    return understood((await readStream(response)).chunks);
  };
  const ids = (toolCalls: { id?: string }[]) => toolCalls.flatMap((call) => call.id ?? []);

  test("moonshot interleaves parallel calls by index", async () => {
    const { toolCalls, finish } = await calls("moonshot");
    expect(toolCalls.slice(0, 4)).toEqual([
      { index: 0, id: "get_weather:0", type: "function", function: { name: "get_weather", arguments: "" } },
      { index: 1, id: "get_time:1", type: "function", function: { name: "get_time", arguments: "" } },
      { index: 0, function: { arguments: '{"' } },
      { index: 1, function: { arguments: '{"' } },
    ]);
    expect(finish).toEqual(["tool_calls"]);
  });

  test("engines send each call whole, with the functions. prefix", async () => {
    for (const dialect of ["vllm", "sglang"] as const) {
      const { toolCalls, finish } = await calls(dialect);
      expect(toolCalls.map((call) => call.function.arguments)).toEqual([
        '{"city":"Lima"}',
        '{"city":"Lima"}',
      ]);
      expect(ids(toolCalls)).toEqual(["functions.get_weather:0", "functions.get_time:1"]);
      expect(finish).toEqual(["tool_calls"]);
    }
  });

  test("all dialects carry the same arguments, by index", async () => {
    for (const dialect of dialectNames) {
      const { toolCalls } = await calls(dialect);
      for (const index of [0, 1]) {
        const own = toolCalls.filter((call) => call.index === index);
        expect(own.map((call) => call.function.arguments).join(""), dialect).toBe('{"city":"Lima"}');
        expect(own.filter((call) => call.id !== undefined)).toHaveLength(1);
      }
    }
  });

  test("ids count on over the whole history", async () => {
    const call = {
      id: "get_weather:0",
      type: "function",
      function: { name: "get_weather", arguments: "{}" },
    };
    const messages = [
      { role: "user", content: "Weather?" },
      { role: "assistant", tool_calls: [call], reasoning_content: "" },
      { role: "tool", tool_call_id: "get_weather:0", content: "rain" },
      { role: "user", content: "And now?" },
    ];
    const { chunks } = await readStream(await emulator().post({ messages, tools: [weatherTool] }));
    expect(ids(understood(chunks).toolCalls)).toEqual(["get_weather:1"]);
  });
});

describe("the thinking switch", () => {
  const off: Record<DialectName, object> = {
    moonshot: { thinking: { type: "disabled" } },
    together: { reasoning: { enabled: false } },
    nvidia: { chat_template_kwargs: { thinking: false } },
    vllm: { chat_template_kwargs: { thinking: false } },
    sglang: { chat_template_kwargs: { thinking: false } },
    openrouter: { reasoning: { effort: "none" } },
    "openai-compatible": { enable_thinking: false },
  };
  test.each(dialectNames)(
    "%s: on unless its own field says off, and another vendor's field does nothing",
    async (dialect) => {
      const { post } = emulator({ dialect });
      const seen = async (fields: object) => understood((await readStream(await post({ ...fields }))).chunks);
      expect(await seen({})).toMatchObject({ reasoning: "Tenths decide.", text: "9.9" });
      expect(await seen(off[dialect])).toMatchObject({ reasoning: "", text: "9.9" });
      const foreign = dialect === "together" || dialect === "openrouter" ? off.vllm : off.together;
      if (dialect !== "openai-compatible") expect((await seen(foreign)).reasoning).toBe("Tenths decide.");
    },
  );
});

describe("an answer that is not streamed", () => {
  test.each(dialectNames)(
    "%s: one JSON completion with message, usage and finish reason",
    async (dialect) => {
      const response = await emulator({ dialect }).post({ stream: false });
      const body = await response.json();
      expect(body).toMatchObject({
        object: "chat.completion",
        choices: [{ message: { role: "assistant", content: "9.9" }, finish_reason: "stop" }],
        usage,
      });
      const { reasoning, reasoning_content } = body.choices[0].message;
      expect(reasoning ?? reasoning_content).toBe("Tenths decide.");
    },
  );

  test("tool calls are put together again", async () => {
    const body = await (await emulator().post({ stream: false, tools: [weatherTool] })).json();
    expect(body.choices[0]).toMatchObject({
      finish_reason: "tool_calls",
      message: {
        content: null,
        tool_calls: [
          {
            id: "get_weather:0",
            type: "function",
            function: { name: "get_weather", arguments: '{"city":"Lima"}' },
          },
        ],
      },
    });
  });
});

describe("refusals have each vendor's body", () => {
  const unknown = async (dialect: DialectName) => {
    const response = await emulator({ dialect }).post({ model: "nope" });
    expect(response.status).toBe(404);
    return response;
  };
  const bodies: Record<DialectName, unknown> = {
    moonshot: {
      error: { type: "resource_not_found_error", message: "Not found the model nope or Permission denied" },
    },
    together: {
      error: {
        message: expect.stringContaining("nope"),
        type: "invalid_request_error",
        param: null,
        code: "model_not_found",
      },
    },
    nvidia: { type: "about:blank", title: "Not Found", status: 404, detail: expect.stringContaining("nope") },
    vllm: {
      error: { message: "The model `nope` does not exist.", type: "NotFoundError", param: null, code: 404 },
    },
    sglang: {
      object: "error",
      message: "The model `nope` does not exist.",
      type: "NotFoundError",
      param: null,
      code: 404,
    },
    openrouter: { error: { code: 404, message: "No endpoints found for nope." } },
    "openai-compatible": {
      error: {
        message: "The model 'nope' does not exist",
        type: "invalid_request_error",
        param: null,
        code: "model_not_found",
      },
    },
  };
  test.each(dialectNames)("%s", async (dialect) => {
    const response = await unknown(dialect);
    expect(response.headers.get("content-type")).toContain(
      dialect === "nvidia" ? "problem+json" : "application/json",
    );
    expect(await response.json()).toEqual(bodies[dialect]);
  });

  test("a wrong key is a 401, and engines say no more than that", async () => {
    const headers = { authorization: "Bearer sk-wrong" };
    const post = (dialect: DialectName) => emulator({ dialect, apiKey: "sk-right" }).post({}, { headers });
    for (const dialect of dialectNames) expect((await post(dialect)).status).toBe(401);
    expect(await (await post("vllm")).json()).toEqual({ error: "Unauthorized" });
    expect(await (await post("moonshot")).json()).toEqual({
      error: { type: "incorrect_api_key_error", message: "Incorrect API key provided" },
    });
    const none = await emulator({ apiKey: "sk-right" }).post({});
    expect(await none.json()).toMatchObject({ error: { type: "invalid_authentication_error" } });
    const right = { headers: { authorization: "Bearer sk-right" } };
    expect((await emulator({ apiKey: "sk-right" }).post({}, right)).status).toBe(200);
  });
});
