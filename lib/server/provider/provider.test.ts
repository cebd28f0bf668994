import { afterEach, describe, expect, it, vi } from "vitest";
import type { EndpointConfig } from "../config/config";
import type { ChatEvent, ChatMessage, ChatRequest } from "./chat-provider";
import {
  breaking,
  chunk,
  event,
  hello,
  json,
  type Script,
  scriptedFetch,
  stalling,
  streaming,
} from "./fixtures/scripted-fetch";
import { createProvider, type ProviderOptions } from "./provider";

const key = "sk-canary-0123456789";
const ask = (text: string): ChatMessage => ({ role: "user", content: [{ type: "text", text }] });
const called: ChatMessage[] = [
  ask("1 and 2?"),
  {
    role: "assistant",
    text: "",
    toolCalls: [{ wireId: "functions.add:0", toolName: "add", arguments: "{}" }],
  },
  { role: "tool", wireId: "functions.add:0", toolName: "add", output: "3" },
];

type Setup = { endpoint?: Partial<EndpointConfig>; options?: Partial<ProviderOptions> };

function setUp(scripts: Script[], { endpoint, options }: Setup = {}) {
  const { fetch, seen } = scriptedFetch(...scripts);
  const slept: number[] = [];
  const provider = createProvider({
    id: "moonshot",
    label: "Moonshot AI",
    fetch,
    clock: () => 1_000,
    random: () => 0.5,
    sleep: async (ms) => {
      slept.push(ms);
    },
    ...options,
    endpoint: {
      dialect: "moonshot",
      baseUrl: "http://vendor.invalid/v1",
      keyVariable: "MOONSHOT_API_KEY",
      apiKey: key,
      ...endpoint,
    },
  });
  const chat = (request: Partial<ChatRequest> = {}, signal = new AbortController().signal) =>
    provider.chat({ model: "kimi-k2.5", messages: [ask("Hi")], ...request }, signal);
  return { provider, chat, seen, slept };
}

async function collect(answer: AsyncIterable<ChatEvent[]>) {
  const batches: ChatEvent[][] = [];
  let failure: unknown;
  try {
    for await (const events of answer) batches.push(events);
  } catch (error) {
    failure = error;
  }
  const events = batches.flat();
  const text = events.flatMap((one) => (one.type === "text-delta" ? [one.text] : [])).join("");
  return { batches, events, text, failure, types: events.map((one) => one.type) };
}

const overloaded = json(429, {
  error: { type: "engine_overloaded_error", message: "The engine is overloaded" },
});
const vllm = { endpoint: { dialect: "vllm" as const } };

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

describe("a call", () => {
  it("yields what each network read decodes to, usage, and finish last", async () => {
    const { chat, seen } = setUp([
      streaming(
        event(chunk({ reasoning_content: "Greet." })),
        event(chunk({ content: "Hel" }), chunk({ content: "lo" })),
        event(chunk({}, "stop"), "[DONE]"),
      ),
    ]);
    const { batches, text, events } = await collect(chat());
    expect(batches[0]).toEqual([{ type: "reasoning-delta", text: "Greet.", key: "reasoning_content" }]);
    expect(batches[1]).toHaveLength(2);
    expect(text).toBe("Hello");
    expect(events.filter((one) => one.type === "usage")).toMatchObject([
      { usage: { estimated: true, costUsd: expect.any(Number) } },
    ]);
    expect(events.at(-1)).toEqual({ type: "finish", reason: "stop" });
    expect(seen[0]?.url).toBe("http://vendor.invalid/v1/chat/completions");
  });

  it("sends the key and nothing that tells of this machine or of OPENAI_ variables", async () => {
    vi.stubEnv("OPENAI_ORG_ID", "org-secret");
    vi.stubEnv("OPENAI_CUSTOM_HEADERS", "x-secret: 1");
    const { chat, seen } = setUp([hello]);
    await collect(chat());
    expect(Object.fromEntries(seen[0]?.headers ?? [])).toEqual({
      accept: "text/event-stream",
      authorization: `Bearer ${key}`,
      "content-type": "application/json",
    });
  });

  it("sends no key where none is configured, whatever the environment holds", async () => {
    vi.stubEnv("OPENAI_API_KEY", "sk-of-another-service");
    const { chat, seen } = setUp([hello], { endpoint: { apiKey: undefined } as Partial<EndpointConfig> });
    await collect(chat());
    expect(seen[0]?.headers.has("authorization")).toBe(false);
  });

  it("reads to the end of the body, so that the connection serves the next call", async () => {
    let isCancelled = false;
    let isRead = false;
    const reads = [event(chunk({ content: "Hi" }, "stop"), "[DONE]"), ": bye\n\n"];
    const body = new ReadableStream<Uint8Array>(
      {
        pull: (controller) => {
          const read = reads.shift();
          if (read !== undefined) return controller.enqueue(new TextEncoder().encode(read));
          isRead = true;
          controller.close();
        },
        cancel: () => {
          isCancelled = true;
        },
      },
      { highWaterMark: 0 },
    );
    const { chat } = setUp([() => new Response(body, { headers: { "content-type": "text/event-stream" } })]);
    const { events } = await collect(chat());
    expect(events.filter((one) => one.type === "finish")).toHaveLength(1);
    expect([isRead, isCancelled]).toEqual([true, false]);
  });

  it("does not wait for an endpoint that keeps the body open after its end", async () => {
    const { chat } = setUp([stalling(event(chunk({ content: "Hi" }, "stop"), "[DONE]"))]);
    const { events, failure } = await collect(chat());
    expect(failure).toBeUndefined();
    expect(events.at(-1)).toEqual({ type: "finish", reason: "stop" });
  });

  it("takes a whole answer from an endpoint that does not stream", async () => {
    const message = { role: "assistant", content: "All at once" };
    const { chat } = setUp([
      json(200, { model: "kimi-k2.5", choices: [{ message, finish_reason: "stop" }] }),
    ]);
    const { text, events } = await collect(chat());
    expect(text).toBe("All at once");
    expect(events.at(-1)).toEqual({ type: "finish", reason: "stop" });
  });

  it("tells a web page from an answer", async () => {
    const page = new Response("<h1>Welcome</h1>", { headers: { "content-type": "text/html" } });
    const { failure } = await collect(setUp([() => page]).chat());
    expect(failure).toMatchObject({ code: "protocol", detail: expect.stringContaining("Welcome") });
  });

  it("refuses a request over 100 MB by its bytes, before it is sent", async () => {
    const { chat, seen } = setUp([hello]);
    const { failure } = await collect(chat({ messages: [ask("é".repeat(50_000_000))] }));
    expect(failure).toMatchObject({ code: "too-large" });
    expect(seen).toEqual([]);
  });

  it("gives out what was held back when the stream fails, and what came in the same read", async () => {
    const error = JSON.stringify({ error: { message: "engine died", type: "server_error" } });
    const { chat } = setUp([streaming(event(chunk({ content: "Half <|tool" }), error))], vllm);
    const { text, failure } = await collect(chat({ thinking: false }));
    expect(text).toBe("Half <|tool");
    expect(failure).toMatchObject({ code: "server" });
  });

  it("never shows the key, though a vendor repeats it", async () => {
    const said = { error: { type: "invalid_authentication_error", message: `Bad key ${key}` } };
    const { failure } = await collect(setUp([json(401, said)]).chat());
    expect(failure).toMatchObject({ code: "auth" });
    expect(JSON.stringify([failure, String(failure)])).not.toContain(key);
  });

  it("remembers the reasoning key an endpoint uses, and sends reasoning back under it", async () => {
    const thought = streaming(
      event(chunk({ reasoning_content: "Hm." }), chunk({ content: "Yes" }, "stop"), "[DONE]"),
    );
    const { chat, seen } = setUp([thought], vllm);
    await collect(chat({ messages: called, thinking: true }));
    await collect(chat({ messages: called, thinking: true }));
    const echoes = seen.map(({ body }) => (body.messages as object[])[1]);
    expect(echoes[0]).toHaveProperty("reasoning", "");
    expect(echoes[1]).toHaveProperty("reasoning_content", "");
  });

  it("holds the content of a model that thinks unseen back once, and again after it leaked", async () => {
    const plain = streaming(
      event(chunk({ content: "One" })),
      event(chunk({ content: "Two" }), chunk({}, "stop"), "[DONE]"),
    );
    const leaking = streaming(event(chunk({ content: "Hm.</think>No" }), chunk({}, "stop"), "[DONE]"));
    const { chat } = setUp([plain, plain, plain, leaking, plain], vllm);
    const firstText = async (request: Partial<ChatRequest> = {}) => {
      const { events } = await collect(chat(request));
      return events.find((one) => one.type === "text-delta");
    };
    expect(await firstText()).toMatchObject({ text: "OneTwo" });
    expect(await firstText()).toMatchObject({ text: "One" });
    expect(await firstText({ model: "moonshotai/Kimi-K2.6" })).toMatchObject({ text: "OneTwo" });
    expect(await firstText()).toMatchObject({ text: "Hm.</think>No" });
    expect(await firstText()).toMatchObject({ text: "OneTwo" });
  });
});

describe("trying again", () => {
  it("waits as the vendor says, tells it, and answers", async () => {
    const { chat, slept } = setUp([
      json(429, { error: { type: "rate_limit_reached_error", message: "RPM" } }, { "retry-after": "7" }),
      hello,
    ]);
    const { events, text } = await collect(chat());
    expect(events[0]).toMatchObject({ type: "retry", at: 8_000, attempt: 2, code: "rate-limit" });
    expect(slept).toEqual([7_000]);
    expect(text).toBe("Hello");
  });

  it("backs off by doubling, four attempts in all", async () => {
    const { chat, slept, seen } = setUp([overloaded]);
    const { failure, types } = await collect(chat());
    expect(failure).toMatchObject({ code: "overloaded" });
    expect(seen).toHaveLength(4);
    expect(slept).toEqual([500, 1_000, 2_000]);
    expect(types).toEqual(["retry", "retry", "retry"]);
  });

  it("does not keep a person waiting for more than a minute", async () => {
    const { chat, seen } = setUp([
      json(429, { error: { type: "rate_limit_reached_error", message: "TPD" } }, { "retry-after": "61" }),
    ]);
    const { failure } = await collect(chat());
    expect(failure).toMatchObject({ code: "rate-limit", retryAfterSeconds: 61 });
    expect(seen).toHaveLength(1);
  });

  it("does not repeat what will not succeed", async () => {
    const { chat, seen } = setUp([
      json(429, { error: { type: "exceeded_current_quota_error", message: "insufficient balance" } }),
    ]);
    expect((await collect(chat())).failure).toMatchObject({ code: "quota" });
    expect(seen).toHaveLength(1);
  });

  it("tries again after a broken connection, and after an error that is the first event", async () => {
    const refused = () => {
      throw new TypeError("fetch failed", {
        cause: Object.assign(new Error("no"), { code: "ECONNREFUSED" }),
      });
    };
    const first = streaming(
      event(JSON.stringify({ error: { type: "engine_overloaded_error", message: "busy" } })),
    );
    const { chat } = setUp([refused, first, hello]);
    const { events, text } = await collect(chat());
    expect(events.slice(0, 2)).toMatchObject([{ code: "network" }, { code: "overloaded" }]);
    expect(text).toBe("Hello");
  });

  it("never after the first byte of the answer", async () => {
    const reset = Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
    const { chat, seen } = setUp([breaking(reset, event(chunk({ content: "Half" }))), hello]);
    const { text, failure } = await collect(chat());
    expect(text).toBe("Half");
    expect(failure).toMatchObject({ code: "network" });
    expect(seen).toHaveLength(1);
  });
});

describe("an answer of nothing at all", () => {
  const nothing = streaming(event(chunk({}, "stop"), "[DONE]"));

  it("is asked for once more on an engine", async () => {
    const { chat, seen } = setUp([nothing, hello], vllm);
    const { types, text } = await collect(chat());
    expect(types[0]).toBe("retry");
    expect(types.filter((type) => type === "finish")).toHaveLength(1);
    expect(text).toBe("Hello");
    expect(seen).toHaveLength(2);
  });

  it("is told when it comes again, and at once where a gateway stands", async () => {
    const engine = setUp([nothing], vllm);
    expect((await collect(engine.chat())).events).toContainEqual(
      expect.objectContaining({ code: "empty-answer" }),
    );
    expect(engine.seen).toHaveLength(2);
    const gateway = setUp([nothing]);
    expect((await collect(gateway.chat())).events).toContainEqual(
      expect.objectContaining({ code: "empty-answer" }),
    );
    expect(gateway.seen).toHaveLength(1);
  });
});

describe("a repair", () => {
  const refusal = (message: string) => json(400, { error: { type: "invalid_request_error", message } });

  it("is made once, and told before the answer", async () => {
    const { chat, seen } = setUp(
      [refusal("invalid temperature: only 1 is allowed for this model"), hello],
      vllm,
    );
    const { events, text } = await collect(chat());
    expect(seen[0]?.body).toHaveProperty("temperature");
    expect(seen[1]?.body).not.toHaveProperty("temperature");
    expect(events[0]).toMatchObject({ type: "notice", code: "repaired", data: { repair: "sampling" } });
    expect(text).toBe("Hello");
  });

  it("is not made twice", async () => {
    const { chat, seen } = setUp(
      [refusal("invalid temperature: only 1 is allowed"), refusal("stream_options is not supported")],
      vllm,
    );
    expect((await collect(chat())).failure).toMatchObject({ code: "bad-parameter" });
    expect(seen).toHaveLength(2);
  });
});

describe("an abort", () => {
  it("ends a call that waits, with the signal's reason", async () => {
    const { chat, seen } = setUp([stalling()]);
    const controller = new AbortController();
    const answer = collect(chat({}, controller.signal));
    await vi.waitFor(() => expect(seen).toHaveLength(1));
    const reason = new Error("stopped by a person");
    controller.abort(reason);
    expect((await answer).failure).toBe(reason);
    expect(seen[0]?.signal?.aborted).toBe(true);
  });

  it("keeps what came before it", async () => {
    const { chat } = setUp([stalling(event(chunk({ content: "Half" })))]);
    const controller = new AbortController();
    const texts: string[] = [];
    const run = async () => {
      for await (const events of chat({ thinking: false }, controller.signal)) {
        for (const one of events) if (one.type === "text-delta") texts.push(one.text);
        controller.abort("enough");
      }
    };
    await expect(run()).rejects.toBe("enough");
    expect(texts).toEqual(["Half"]);
  });

  it("ends a wait between attempts, and a call not yet begun", async () => {
    const controller = new AbortController();
    const sleep = (_ms: number, signal: AbortSignal) =>
      new Promise<void>((_, reject) => signal.addEventListener("abort", () => reject(new Error("woken"))));
    const { chat } = setUp([overloaded], { options: { sleep } });
    const run = async () => {
      for await (const _retry of chat({}, controller.signal)) setImmediate(() => controller.abort("enough"));
    };
    await expect(run()).rejects.toBe("enough");
    const { chat: later, seen } = setUp([hello]);
    expect((await collect(later({}, AbortSignal.abort("before")))).failure).toBe("before");
    expect(seen).toEqual([]);
  });

  it("reaches the endpoint when the reader leaves", async () => {
    const { chat, seen } = setUp([stalling(event(chunk({ content: "Half" })))]);
    for await (const _events of chat()) break;
    expect(seen[0]?.signal?.aborted).toBe(true);
  });
});

describe("time limits", () => {
  const limits = { firstByteMs: 1_000, idleMs: 5_000 };

  it("end a call whose first byte does not come", async () => {
    vi.useFakeTimers();
    const silent: Script = ({ signal }) =>
      new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
    const { chat } = setUp([silent], { options: { limits } });
    const answer = collect(chat());
    await vi.advanceTimersByTimeAsync(1_000);
    expect((await answer).failure).toMatchObject({ code: "timeout" });
  });

  it("let a stream run as long as something comes, comments too, and end it when nothing does", async () => {
    vi.useFakeTimers();
    const comment = ": still here\n\n";
    const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    const slow: Script = ({ signal }) => {
      const reads = [event(chunk({ content: "Half" })), comment, comment];
      const body = new ReadableStream<Uint8Array>({
        pull: async (controller) => {
          const read = reads.shift();
          if (read === undefined) {
            signal?.addEventListener("abort", () => controller.error(signal.reason), { once: true });
            return;
          }
          if (reads.length < 2) await pause(4_000);
          controller.enqueue(new TextEncoder().encode(read));
        },
      });
      return new Response(body, { headers: { "content-type": "text/event-stream" } });
    };
    const { chat } = setUp([slow], { options: { limits } });
    let isOver = false;
    const answer = collect(chat()).finally(() => {
      isOver = true;
    });
    await vi.advanceTimersByTimeAsync(12_900);
    expect(isOver).toBe(false);
    await vi.advanceTimersByTimeAsync(200);
    expect(await answer).toMatchObject({ text: "Half", failure: { code: "timeout" } });
  });
});
