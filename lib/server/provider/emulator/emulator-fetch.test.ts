import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { type DialectName, dialectNames } from "@/lib/core/model/capabilities";
import { emulator, fakeReply, hello, modelIds, readStream, replying, understood } from "./fixtures/client";
import type { ReplyRequest } from "./reply";

const base = "https://vendor.test/any/base/v1";
const json = { "content-type": "application/json" };
const body = JSON.stringify({ model: "kimi-k2.5", messages: hello, stream: true });

async function picture(width: number, height: number): Promise<string> {
  const made = sharp({ create: { width, height, channels: 3, background: "#dc2626" } });
  return `data:image/png;base64,${(await made.png().toBuffer()).toString("base64")}`;
}

describe("what it is asked with", () => {
  const encoded = new TextEncoder().encode(body);
  const inits: [string, () => RequestInit][] = [
    ["a string", () => ({ body })],
    ["bytes", () => ({ body: encoded })],
    ["a blob", () => ({ body: new Blob([body]) })],
    ["a stream", () => ({ body: new Blob([encoded]).stream() })],
  ];
  test.each(inits)("a body that is %s", async (_what, init) => {
    const response = await emulator().fetch(`${base}/chat/completions`, {
      method: "POST",
      headers: json,
      ...init(),
    });
    expect(understood((await readStream(response)).chunks).text).toBe("9.9");
  });

  test("a Request, and a URL", async () => {
    const request = new Request(`${base}/chat/completions`, { method: "POST", headers: json, body });
    expect((await emulator().fetch(request)).status).toBe(200);
    expect((await emulator().fetch(new URL(`${base}/models`))).status).toBe(200);
  });

  test("other addresses are a 404 and other methods a 405, in the vendor's shape", async () => {
    const { fetch } = emulator();
    const nowhere = await fetch(`${base}/embeddings`, { method: "POST", body: "{}" });
    expect(nowhere.status).toBe(404);
    expect(await nowhere.json()).toMatchObject({ error: { type: "resource_not_found_error" } });
    expect((await fetch(`${base}/chat/completions`)).status).toBe(405);
    const balance = await emulator({ dialect: "vllm" }).fetch(`${base}/users/me/balance`);
    expect(balance.status).toBe(404);
  });
});

describe("what the reply is made from", () => {
  async function seen(dialect: DialectName, fields: object): Promise<ReplyRequest> {
    let request: ReplyRequest | undefined;
    const composeReply = async (asked: ReplyRequest) => {
      request = asked;
      return await fakeReply(asked);
    };
    const response = await emulator({ dialect, composeReply }).post({ ...fields });
    expect(response.status, await response.clone().text()).toBe(200);
    await response.text();
    if (!request) throw new Error("No reply was composed.");
    return request;
  }

  test("text, pictures, system and mode", async () => {
    const messages = [
      { role: "system", content: "Be brief." },
      {
        role: "user",
        content: [
          { type: "text", text: "One" },
          { type: "image_url", image_url: { url: await picture(40, 30) } },
          { type: "text", text: "Two" },
        ],
      },
    ];
    const request = await seen("moonshot", { messages, thinking: { type: "disabled" } });
    expect(request).toMatchObject({
      model: "kimi-k2.5",
      thinking: false,
      system: "Be brief.",
      toolChoice: "auto",
    });
    expect(request.messages.map((message) => message.text)).toEqual(["Be brief.", "One\nTwo"]);
    const { width, height } = await sharp(request.messages[1]?.images[0]).metadata();
    expect([width, height]).toEqual([40, 30]);
    expect("prefix" in request).toBe(false);
  });

  test("the message to go on with, said in the dialect's own way", async () => {
    const last = { role: "assistant", content: "The larger" };
    const partial = await seen("moonshot", { messages: [...hello, { ...last, partial: true }] });
    expect(partial).toMatchObject({ prefix: "The larger", messages: [{ role: "user" }] });
    const engine = { messages: [...hello, last], continue_final_message: true, add_generation_prompt: false };
    expect((await seen("vllm", engine)).prefix).toBe("The larger");
    expect((await seen("sglang", engine)).prefix).toBe("The larger");
    expect((await seen("together", { messages: [...hello, last] })).prefix).toBeUndefined();
  });

  test("models that cannot be silenced think whatever is asked", async () => {
    const k3 = await seen("together", { model: "moonshotai/Kimi-K3", reasoning: { enabled: false } });
    expect(k3.thinking).toBe(true);
    expect((await seen("moonshot", { model: "kimi-k2.7-code" })).thinking).toBe(true);
  });
});

describe("limits and counts", () => {
  test("max tokens cut the answer, and reasoning takes its share of them", async () => {
    const composeReply = replying({ reasoning: "one two three", text: "four five six" });
    for (const name of ["max_tokens", "max_completion_tokens"]) {
      const seen = understood(
        (await readStream(await emulator({ composeReply }).post({ [name]: 4 }))).chunks,
      );
      expect(seen).toMatchObject({ reasoning: "one two three", text: "four", finish: ["length"] });
      expect(seen.usage).toMatchObject({ completion_tokens: 4 });
    }
    const starved = understood(
      (await readStream(await emulator({ composeReply }).post({ max_tokens: 2 }))).chunks,
    );
    expect(starved).toMatchObject({ reasoning: "one two", text: "", finish: ["length"] });
  });

  test("a stop sequence ends the text before it", async () => {
    const composeReply = replying({ text: "one, two, three" });
    const seen = understood(
      (await readStream(await emulator({ composeReply }).post({ stop: [" three", ", two"] }))).chunks,
    );
    expect(seen).toMatchObject({ text: "one", finish: ["stop"] });
  });

  test("JSON mode gives an object", async () => {
    const response_format = { type: "json_object" };
    const answer = await (await emulator().post({ stream: false, response_format })).json();
    expect(JSON.parse(answer.choices[0].message.content)).toEqual({ answer: "9.9" });
    const composeReply = replying({ text: '{"larger": 9.9}' });
    const own = await (await emulator({ composeReply }).post({ stream: false, response_format })).json();
    expect(own.choices[0].message.content).toBe('{"larger": 9.9}');
  });

  test("pictures count by their pixels, one token for each 28 x 28", async () => {
    const prompt = async (url?: string) => {
      const content = [
        { type: "text", text: "?" },
        ...(url ? [{ type: "image_url", image_url: { url } }] : []),
      ];
      const response = await emulator().post({ stream: false, messages: [{ role: "user", content }] });
      return (await response.json()).usage.prompt_tokens;
    };
    const none = await prompt();
    expect((await prompt(await picture(280, 56))) - none).toBe(20);
    expect((await prompt(await picture(281, 57))) - none).toBe(33);
  });

  test("the same start under one cache key is cached the second time", async () => {
    const { post } = emulator();
    const long = "word ".repeat(400);
    const cached = async (key: string | undefined, ...texts: string[]) => {
      const messages = texts.map((content) => ({ role: "user", content }));
      const answer = await (
        await post({ stream: false, messages, ...(key && { prompt_cache_key: key }) })
      ).json();
      return answer.usage.cached_tokens ?? 0;
    };
    expect(await cached("a", long)).toBe(0);
    expect(await cached("a", long, "and more")).toBe(405);
    expect(await cached("b", long)).toBe(0);
    expect(await cached("a", `other ${long}`)).toBe(0);
    expect(await cached(undefined, long)).toBe(0);
    expect(await cached("short", "few words")).toBe(0);
    expect(await cached("short", "few words", "more")).toBe(0);
  });

  test("streamed usage says what was cached, in both places", async () => {
    const { post } = emulator();
    const fields = {
      messages: [{ role: "user", content: "word ".repeat(400) }],
      prompt_cache_key: "a",
      stream_options: { include_usage: true },
    };
    await (await post(fields)).text();
    const { chunks } = await readStream(await post(fields));
    expect(chunks.at(-2)?.choices?.[0]?.usage).toMatchObject({ cached_tokens: 405 });
    expect(chunks.at(-1)?.usage).toMatchObject({
      cached_tokens: 405,
      prompt_tokens_details: { cached_tokens: 405 },
    });
  });
});

describe("pace and aborts", () => {
  test("one token a chunk at a finite speed, none of them lost", async () => {
    const slept: number[] = [];
    const sleep = async (ms: number) => void slept.push(ms);
    const { chunks } = await readStream(await emulator({ tokensPerSecond: 10, sleep }).post({}));
    const texts = chunks.flatMap((chunk) => chunk.choices?.[0]?.delta?.content || []);
    expect(texts).toEqual(["9", ".", "9"]);
    expect(slept).toHaveLength(6);
  });

  test("full speed sleeps never", async () => {
    const sleep = async () => {
      throw new Error("slept");
    };
    expect((await readStream(await emulator({ sleep }).post({}))).isDone).toBe(true);
  });

  test("nothing is made before it is read", async () => {
    const slept: number[] = [];
    const sleep = async (ms: number) => void slept.push(ms);
    const response = await emulator({ tokensPerSecond: 10, sleep }).post({});
    await new Promise((resolve) => setImmediate(resolve));
    expect(slept).toEqual([]);
    await response.body?.cancel();
  });

  test("an abort fails the body with its reason, also while it waits", async () => {
    const gone = new AbortController();
    const response = await emulator({ tokensPerSecond: 0.001 }).post({}, { signal: gone.signal });
    const read = response.text();
    await new Promise((resolve) => setImmediate(resolve));
    gone.abort(new Error("enough"));
    await expect(read).rejects.toThrow("enough");
  });

  test("an abort before the answer rejects, as fetch does", async () => {
    const aborted = AbortSignal.abort(new Error("too late"));
    await expect(emulator().post({}, { signal: aborted })).rejects.toThrow("too late");
    const gone = new AbortController();
    const waiting = emulator({ composeReply: () => new Promise(() => {}) }).post({}, { signal: gone.signal });
    await new Promise((resolve) => setImmediate(resolve));
    gone.abort(new Error("enough"));
    await expect(waiting).rejects.toThrow("enough");
  });

  test("a reader that cancels ends the wait behind it", async () => {
    let waiting: AbortSignal | undefined;
    const sleep = (_ms: number, signal?: AbortSignal) => {
      waiting = signal;
      return new Promise<void>((_resolve, reject) =>
        signal?.addEventListener("abort", () => reject(signal.reason)),
      );
    };
    const response = await emulator({ tokensPerSecond: 1, sleep }).post({});
    const reader = response.body?.getReader();
    await reader?.read();
    const next = reader?.read();
    await new Promise((resolve) => setImmediate(resolve));
    await reader?.cancel();
    expect(waiting?.aborted).toBe(true);
    expect(await next).toEqual({ done: true, value: undefined });
  });

  test("whatever the reply itself throws is not dressed up as an answer", async () => {
    const composeReply = async () => {
      throw new RangeError("a mistake of ours");
    };
    await expect(emulator({ composeReply }).post({})).rejects.toThrow("a mistake of ours");
  });
});

describe("the list of models", () => {
  test.each(dialectNames)("%s lists its own ids first, then the scenarios", async (dialect) => {
    const list = await (await emulator({ dialect }).fetch(`${base}/models`)).json();
    const entries = dialect === "together" ? list : list.data;
    expect(entries[0].id).toBe(modelIds[dialect]);
    expect(entries.map((model: { id: string }) => model.id)).toContain("scenario-slow");
  });

  test("moonshot says what each model takes", async () => {
    const { data } = await (await emulator().fetch(`${base}/models`)).json();
    expect(data.slice(0, 4).map((model: { id: string }) => model.id)).toEqual([
      "kimi-k2.5",
      "kimi-k2.6",
      "kimi-k2.7-code",
      "kimi-k3",
    ]);
    expect(data[0]).toEqual({
      id: "kimi-k2.5",
      object: "model",
      created: expect.any(Number),
      owned_by: "moonshot",
      context_length: 262_144,
      supports_image_in: true,
      supports_video_in: true,
      supports_reasoning: true,
    });
  });
});
