import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { request } from "node:http";
import { connect } from "node:net";
import OpenAI, { APIError } from "openai";
import { afterEach, expect, test, vi } from "vitest";
import { fakeReply, hello, readStream, replying, understood, weatherTool } from "../fixtures/client";
import { type EmulatorServer, startEmulatorServer } from "./emulator-server";
import type { LoggedRequest } from "./request-log";

const open: EmulatorServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function serve(options: Partial<Parameters<typeof startEmulatorServer>[0]> = {}): Promise<string> {
  const server = await startEmulatorServer({
    dialect: "moonshot",
    port: 0,
    tokensPerSecond: Number.POSITIVE_INFINITY,
    composeReply: fakeReply,
    ...options,
  });
  open.push(server);
  return server.url;
}

function client(baseURL: string, apiKey = "sk-test"): OpenAI {
  return new OpenAI({ baseURL, apiKey, maxRetries: 0 });
}

async function logged(url: string): Promise<LoggedRequest[]> {
  return await (await fetch(url.replace(/\/v1$/, "/emulator/requests"))).json();
}

async function until<T>(read: () => Promise<T | undefined | false>): Promise<T> {
  for (let tries = 0; tries < 500; tries += 1) {
    const value = await read();
    if (value) return value;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error("It did not come to be.");
}

const messages = [{ role: "user" as const, content: "Which is larger, 9.11 or 9.9?" }];

test("another client streams, lists models, counts and is refused, as at a vendor", async () => {
  const openai = client(await serve({ apiKey: "sk-test" }));
  const stream = await openai.chat.completions.create({ model: "kimi-k2.5", messages, stream: true });
  let text = "";
  for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? "";
  expect(text).toBe("9.9");
  const whole = await openai.chat.completions.create({ model: "kimi-k2.5", messages });
  expect(whole.choices[0]?.message.content).toBe("9.9");
  expect(whole.usage?.total_tokens).toBe(22);
  const ids = (await openai.models.list()).data.map((model) => model.id);
  expect(ids).toContain("kimi-k2.5");
  const failed = openai.chat.completions.create({ model: "kimi-k2.5", messages, temperature: 0.3 });
  await expect(failed).rejects.toMatchObject({
    status: 400,
    message: expect.stringContaining("invalid temperature"),
  });
  const mistaken = client(await serve({ apiKey: "sk-other" })).chat.completions.create({
    model: "kimi-k2.5",
    messages,
  });
  await expect(mistaken).rejects.toSatisfy((error) => error instanceof APIError && error.status === 401);
});

test("another client calls tools and uploads files", async () => {
  const openai = client(await serve());
  // The declared tool is of the SDK's shape; the fixture's `type` is only a wider string.
  const tools = [weatherTool] as OpenAI.ChatCompletionTool[];
  const answer = await openai.chat.completions.create({ model: "kimi-k2.5", messages, tools });
  expect(answer.choices[0]?.message.tool_calls).toMatchObject([{ id: "get_weather:0", type: "function" }]);
  const file = new File(["some text"], "notes.txt", { type: "text/plain" });
  // Moonshot's purposes are not in the SDK's list.
  const uploaded = await openai.files.create({ file, purpose: "file-extract" as "assistants" });
  expect(uploaded).toMatchObject({ object: "file", bytes: 9 });
  expect(await (await openai.files.content(uploaded.id)).text()).toBe("some text");
});

test("tells what was sent, without the key and with media shortened", async () => {
  const url = await serve({ composeReply: replying({ text: "seen" }) });
  const bytes = Buffer.from("not decoded ".repeat(100)).toString("base64");
  const content = [{ type: "video_url", video_url: { url: `data:video/mp4;base64,${bytes}` } }];
  await fetch(`${url}/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: "Bearer sk-secret", "x-mark": "here" },
    body: JSON.stringify({ model: "kimi-k2.5", messages: [{ role: "user", content }] }),
  });
  await fetch(`${url}/files`, { method: "POST", body: "no JSON" });
  const [chat, file] = await until(async () => {
    const all = await logged(url);
    return all.length === 2 && all.every((one) => one.endedAt) && all;
  });
  expect(chat).toMatchObject({
    method: "POST",
    path: "/v1/chat/completions",
    status: 200,
    headers: { "x-mark": "here" },
  });
  expect(JSON.stringify(chat)).not.toContain("sk-secret");
  expect(JSON.stringify(chat?.body).length).toBeLessThan(300);
  expect(JSON.stringify(chat?.body)).toContain("data:video/mp4;base64,");
  expect(file).toMatchObject({ status: 400, body: { bytes: 7 } });
});

test("keeps the last 50 requests", async () => {
  const url = await serve();
  for (let index = 0; index < 55; index += 1) await (await fetch(`${url}/models?n=${index}`)).text();
  expect(await logged(url)).toHaveLength(50);
});

test("a client that goes away stops the stream, and that is recorded", async () => {
  const url = await serve({ tokensPerSecond: 20 });
  const gone = new AbortController();
  const response = await fetch(`${url}/chat/completions`, {
    method: "POST",
    body: JSON.stringify({ model: "scenario-slow", messages: hello, stream: true }),
    signal: gone.signal,
  });
  await response.body?.getReader().read();
  gone.abort();
  const [entry] = await until(async () => {
    const all = await logged(url);
    return all[0]?.abortedAt !== undefined && all;
  });
  expect(entry?.endedAt).toBeUndefined();
  expect(entry?.abortedAt).toBeGreaterThanOrEqual(entry?.at ?? Number.POSITIVE_INFINITY);
});

test("a client that does not read holds the answer up instead of filling memory", async () => {
  let made = 0;
  const sleep = async () => {
    made += 1;
    await new Promise((resolve) => setImmediate(resolve));
  };
  const url = new URL(await serve({ tokensPerSecond: 500, sleep }));
  const body = JSON.stringify({ model: "scenario-long", messages: hello, stream: true });
  const socket = connect(Number(url.port), url.hostname);
  socket.write(
    `POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );
  await once(socket, "readable");
  await until(async () => {
    const before = made;
    await new Promise((resolve) => setTimeout(resolve, 100));
    return made === before;
  });
  expect(made).toBeLessThan(60_000);
  expect((await logged(url.href))[0]?.endedAt).toBeUndefined();
  socket.resume();
  await until(async () => (await logged(url.href))[0]?.endedAt);
  socket.destroy();
});

test("scenario-reset breaks the connection, scenario-drop ends it", async () => {
  const url = await serve({ composeReply: replying({ text: "many words ".repeat(50) }) });
  const ask = (model: string) =>
    fetch(`${url}/chat/completions`, {
      method: "POST",
      body: JSON.stringify({ model, messages: hello, stream: true }),
    });
  await expect((await ask("scenario-reset")).text()).rejects.toThrow("terminated");
  const dropped = await readStream(await ask("scenario-drop"));
  expect(dropped.isDone).toBe(false);
  expect(understood(dropped.chunks).text).toContain("many words");
});

test("a body over 100 MB is refused with the vendor's words", async () => {
  const url = await serve();
  const response = await fetch(`${url}/chat/completions`, {
    method: "POST",
    body: new Uint8Array(101 * 1024 * 1024),
  });
  expect(response.status).toBe(413);
  expect((await response.json()).error.type).toBe("invalid_request_error");
});

test("a mistake of the emulator's own is a 500, and is printed", async () => {
  const printed = vi.spyOn(console, "error").mockImplementation(() => {});
  const mistake = new RangeError("a mistake of ours");
  const url = await serve({ composeReply: () => Promise.reject(mistake) });
  const body = JSON.stringify({ model: "kimi-k2.5", messages: hello });
  expect((await fetch(`${url}/chat/completions`, { method: "POST", body })).status).toBe(500);
  expect(printed.mock.calls).toEqual([[mistake]]);
  printed.mockRestore();
});

test("only the base path is served, and strange requests do no harm", async () => {
  const url = new URL(await serve());
  expect((await fetch(new URL("/chat/completions", url), { method: "POST", body: "{}" })).status).toBe(404);
  const asked = request({ port: url.port, host: url.hostname, path: "//v1/../models", method: "HEAD" });
  asked.end();
  const [answer] = await once(asked, "response");
  expect(answer.statusCode).toBe(404);
  expect((await fetch(`${url}/models`)).status).toBe(200);
});

test("the command serves on a free port, answers, and ends on SIGTERM", async () => {
  const child = command("--dialect", "vllm", "--port", "0", "--speed", "max");
  const url = await until(async () => /http:\S+/.exec(child.printed())?.[0]);
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v1$/);
  const ids = (await client(url).models.list()).data.map((model) => model.id);
  expect(ids).toContain("moonshotai/Kimi-K2.5");
  child.process.kill("SIGTERM");
  expect(await child.ended).toBe(0);
});

test("the command says in one line what is wrong", async () => {
  const child = command("--dialect", "nobody", "--port", "0");
  expect(await child.ended).toBe(1);
  expect(child.printed()).toMatch(/^--dialect must be one of [^\n]+\n$/);
});

function command(...args: string[]): {
  process: ChildProcess;
  printed: () => string;
  ended: Promise<number>;
} {
  const entry = ["--conditions=react-server", "--import", "tsx", "lib/server/provider/emulator/serve.ts"];
  const process_ = spawn(process.execPath, [...entry, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  let printed = "";
  const note = (text: string) => {
    printed += text;
  };
  process_.stdout.setEncoding("utf8").on("data", note);
  process_.stderr.setEncoding("utf8").on("data", note);
  return {
    process: process_,
    printed: () => printed,
    ended: once(process_, "close").then(([code]) => Number(code)),
  };
}
