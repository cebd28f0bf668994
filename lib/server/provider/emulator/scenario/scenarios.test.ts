import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { dialectNames } from "@/lib/core/model/capabilities";
import { type Chunk, emulator, hello, readStream, replying, understood } from "../fixtures/client";
import { runScenario as run } from "../fixtures/run-scenario";
import { countTokens } from "../stream/tokens";
import { scenarios } from "./scenarios";

const off = { thinking: { type: "disabled" } };

describe("refusals before the first byte", () => {
  const refused: [string, number, string, RegExp][] = [
    ["scenario-rate-limit", 429, "rate_limit_reached_error", /max RPM/],
    ["scenario-quota", 429, "exceeded_current_quota_error", /insufficient balance/],
    ["scenario-gone", 404, "resource_not_found_error", /Not found the model scenario-gone/],
    ["scenario-content-filter", 400, "content_filter", /high risk/],
    ["scenario-context-length", 400, "invalid_request_error", /exceeded model token limit : 262144/],
  ];
  test.each(refused)("%s", async (model, status, type, message) => {
    const response = await emulator().post({ model });
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ error: { type, message: expect.stringMatching(message) } });
  });

  test("scenario-overloaded: twice with Retry-After for each body, then the true answer", async () => {
    const { post } = emulator();
    const model = "scenario-overloaded";
    for (const content of ["first question", "second question"]) {
      const ask = () => post({ model, messages: [{ role: "user", content }] });
      for (const _ of [1, 2]) {
        const response = await ask();
        expect(response.status).toBe(429);
        expect(response.headers.get("retry-after")).toBe("1");
        expect(await response.json()).toMatchObject({ error: { type: "engine_overloaded_error" } });
      }
      expect(understood((await readStream(await ask())).chunks).text).toBe("9.9");
    }
  });

  test("scenario-refused-parameter: refuses the field wherever it comes, and answers without it", async () => {
    for (const dialect of dialectNames) {
      const { post } = emulator({ dialect });
      const model = "scenario-refused-parameter";
      const refused = await post({ model, stream_options: { include_usage: true } });
      expect(refused.status, dialect).toBe(400);
      expect(await refused.text(), dialect).toContain("unknown parameter 'stream_options'");
      expect(understood((await readStream(await post({ model }))).chunks).text, dialect).toBe("9.9");
    }
  });

  test("scenario-gone at NVIDIA is a 410 problem", async () => {
    const response = await emulator({ dialect: "nvidia" }).post({ model: "scenario-gone" });
    expect(response.status).toBe(410);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.json()).toMatchObject({
      title: "Gone",
      detail: expect.stringContaining("end of life"),
    });
  });

  test("scenario-html-502 is a page of a proxy", async () => {
    const response = await emulator().post({ model: "scenario-html-502" });
    expect(response.status).toBe(502);
    expect(response.headers.get("content-type")).toBe("text/html");
    expect(await response.text()).toContain("502 Bad Gateway");
  });
});

describe("pace and size", () => {
  test("scenario-slow: 20 tokens a second at any speed, words from the first second on", async () => {
    for (const thinking of [{}, off]) {
      const slept: number[] = [];
      const gone = new AbortController();
      const sleep = async (ms: number, signal?: AbortSignal) => {
        signal?.throwIfAborted();
        slept.push(ms);
        if (slept.length === 40) gone.abort();
      };
      const response = await emulator({ sleep }).post(
        { model: "scenario-slow", ...thinking },
        { signal: gone.signal },
      );
      let text = "";
      const read = (async () => {
        for await (const chunk of response.body ?? []) text += new TextDecoder().decode(chunk);
      })();
      await expect(read).rejects.toThrow("aborted");
      const parsed: Chunk[] = text.match(/\{.*\}/g)?.map((one) => JSON.parse(one)) ?? [];
      const { text: said, reasoning } = understood(parsed);
      expect(said).toMatch(/\w+ \w+ \w+/);
      expect(countTokens(reasoning)).toBeLessThan(10);
      expect(slept[0]).toBeGreaterThan(30);
      expect(slept[0]).toBeLessThanOrEqual(50);
    }
  });

  test("scenario-slow goes on after what was said", async () => {
    const ask = async (messages: unknown[]) => {
      const fast = { sleep: async () => {} };
      return (await run("scenario-slow", { messages, max_completion_tokens: 60, ...off }, fast)).text;
    };
    const first = await ask(hello);
    const second = await ask([...hello, { role: "assistant", content: first, partial: true }]);
    const longer = await run(
      "scenario-slow",
      { max_completion_tokens: 120, ...off },
      { sleep: async () => {} },
    );
    expect(longer.text).toBe(first + second);
    expect(longer.finish).toEqual(["length"]);
  });

  test("scenario-slow-first-token waits once, then answers truly", async () => {
    const slept: number[] = [];
    const sleep = async (ms: number) => void slept.push(ms);
    expect((await run("scenario-slow-first-token", {}, { sleep })).text).toBe("9.9");
    expect(slept).toEqual([8_000]);
  });

  test("scenario-long is 60,000 tokens and finishes normally", async () => {
    const { text, finish, usage } = await run("scenario-long", off);
    expect(countTokens(text)).toBe(60_000);
    expect(finish).toEqual(["stop"]);
    expect(usage).toMatchObject({ completion_tokens: 60_000 });
  });

  test("scenario-latex has formulas in all four delimiters", async () => {
    const { text } = await run("scenario-latex");
    for (const sign of ["$$", "$I", String.raw`\[`, String.raw`\begin{aligned}`])
      expect(text).toContain(sign);
  });

  test("scenario-empty finishes with nothing", async () => {
    const { text, reasoning, toolCalls, finish, isDone } = await run("scenario-empty");
    expect({ text, reasoning, toolCalls, finish, isDone }).toEqual({
      text: "",
      reasoning: "",
      toolCalls: [],
      finish: ["stop"],
      isDone: true,
    });
    for (const dialect of dialectNames)
      expect((await run("scenario-empty", {}, { dialect })).finish).toEqual(["stop"]);
  });

  test("scenario-redirect answers as another model", async () => {
    const { chunks, text } = await run("scenario-redirect");
    expect(new Set(chunks.map((chunk) => chunk.model))).toEqual(new Set(["kimi-k3"]));
    expect(text).toBe("9.9");
    const vllm = await run("scenario-redirect", {}, { dialect: "vllm" });
    expect(vllm.chunks[0]?.model).toBe("moonshotai/Kimi-K3");
  });
});

describe("connections that fail", () => {
  const composeReply = replying({ reasoning: "Think. ", text: "many words ".repeat(50) });

  test("scenario-drop ends without a finish", async () => {
    const { text, finish, usage, isDone } = await run("scenario-drop", {}, { composeReply });
    expect(text).toMatch(/^many words/);
    expect({ finish, usage, isDone }).toEqual({ finish: [], usage: undefined, isDone: false });
  });

  test("scenario-reset breaks the body after some text", async () => {
    const response = await emulator({ composeReply }).post({ model: "scenario-reset" });
    let text = "";
    const read = (async () => {
      for await (const chunk of response.body ?? []) text += new TextDecoder().decode(chunk);
    })();
    await expect(read).rejects.toMatchObject({ message: "terminated", cause: { code: "ECONNRESET" } });
    expect(text).toContain("words");
    const whole = emulator({ composeReply }).post({ model: "scenario-reset", stream: false });
    await expect(whole).rejects.toThrow("terminated");
  });

  test("scenario-stall falls silent until the client goes", async () => {
    const gone = new AbortController();
    const response = await emulator({ composeReply }).post(
      { model: "scenario-stall" },
      { signal: gone.signal },
    );
    const reader = response.body?.getReader();
    let text = "";
    while (!text.includes("words")) text += new TextDecoder().decode((await reader?.read())?.value);
    const next = (async () => {
      while (!(await reader?.read())?.done);
    })();
    const early = await Promise.race([
      next.then(() => "ended"),
      new Promise((resolve) => setTimeout(resolve, 50, "silent")),
    ]);
    expect(early).toBe("silent");
    gone.abort(new Error("gone"));
    await expect(next).rejects.toThrow("gone");
  });

  test("scenario-error-event has each vendor's form", async () => {
    for (const dialect of dialectNames) {
      const { text, chunks, isDone } = await run("scenario-error-event", {}, { dialect, composeReply });
      expect(text, dialect).toMatch(/^many words/);
      expect(JSON.stringify(chunks.at(-1)), dialect).toMatch(
        /error.*Provider disconnected|Provider disconnected.*rror/,
      );
      expect(isDone).toBe(false);
    }
    const openrouter = await run("scenario-error-event", {}, { dialect: "openrouter", composeReply });
    expect(openrouter.chunks.at(-1)).toMatchObject({
      error: { code: 502 },
      choices: [{ finish_reason: "error" }],
    });
    expect((await emulator().post({ model: "scenario-error-event", stream: false })).status).toBe(500);
  });
});

test("the page on the emulator lists every scenario, and each is served", async () => {
  const page = await readFile("docs/emulator.md", "utf8");
  const listed = await (await emulator().fetch("https://vendor.test/v1/models")).json();
  const ids = listed.data.map((model: { id: string }) => model.id);
  for (const { id, shows } of scenarios) {
    expect(page).toContain(`| \`${id}\` | ${shows} |`);
    expect(ids).toContain(id);
  }
});
