// The one fake endpoint behind every server: OpenAI-compatible, with Moonshot's field names, its own process.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setImmediate as nextTask, setTimeout as sleep } from "node:timers/promises";
import { type Answer, answerFor, microseconds, tokenText, type UpstreamNews } from "./wire";

/** Tokens in one write when they go out as fast as they are taken; about 16 kB. */
const burst = 80;
const model = "bench";
const created = 1_764_000_000;

function tell(news: UpstreamNews): void {
  process.send?.(news);
}

function chunk(
  delta: Record<string, string>,
  rest: Record<string, unknown> = { finish_reason: null },
): string {
  const head = { id: "chatcmpl-bench", object: "chat.completion.chunk", created, model };
  return `data: ${JSON.stringify({ ...head, choices: [{ index: 0, delta, ...rest }] })}\n\n`;
}

// Serialised once: the upstream's own work must not be what is measured.
const [beforeText, afterText] = chunk({ content: "@" }).split("@") as [string, string];
const tokenChunk = (index: number) => beforeText + tokenText(microseconds(), index) + afterText;

/** Tokens at their pace, each its own write. Streams are out of step with each other, as real ones are. */
async function paced(response: ServerResponse, { stream, tokens, rate }: Answer): Promise<void> {
  const every = 1000 / rate;
  const start = performance.now() + ((stream * 0.618_034) % 1) * every;
  response.write(tokenChunk(0));
  for (let index = 1; index < tokens && !response.destroyed; index += 1) {
    const wait = start + index * every - performance.now();
    if (wait > 0) await sleep(wait);
    response.write(tokenChunk(index));
  }
}

/** Resolves when a response takes more, or is closed. */
function roomIn(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      response.off("drain", done).off("close", done);
      resolve();
    };
    response.on("drain", done).on("close", done);
  });
}

async function unpaced(response: ServerResponse, { tokens }: Answer): Promise<void> {
  for (let index = 0; index < tokens && !response.destroyed; ) {
    let text = "";
    for (const end = Math.min(tokens, index + burst); index < end; index += 1) text += tokenChunk(index);
    if (response.write(text)) await nextTask();
    else await roomIn(response);
  }
}

async function complete(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body: Buffer[] = [];
  for await (const piece of request) body.push(piece);
  const text = Buffer.concat(body).toString();
  const answer = answerFor(text);
  if (!answer) {
    response.writeHead(400, { "content-type": "application/json" });
    response.end('{"error":{"type":"invalid_request_error","message":"The prompt asks for no answer."}}');
    return;
  }
  response.on("close", () => {
    if (!response.writableFinished) tell({ type: "aborted", stream: answer.stream, at: microseconds() });
  });
  response.socket?.setNoDelay(true);
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-cache" });
  response.write(chunk({ role: "assistant", content: "" }));
  await (answer.rate > 0 ? paced(response, answer) : unpaced(response, answer));
  const usage = {
    prompt_tokens: 20,
    completion_tokens: answer.tokens,
    total_tokens: answer.tokens + 20,
    cached_tokens: 0,
  };
  response.end(`${chunk({}, { finish_reason: "stop", usage })}data: [DONE]\n\n`);
}

function models(response: ServerResponse): void {
  const supports = { supports_image_in: true, supports_video_in: true, supports_reasoning: true };
  const entry = { id: model, object: "model", created, owned_by: "moonshot", context_length: 262_144 };
  response.writeHead(200, { "content-type": "application/json" });
  response.end(JSON.stringify({ object: "list", data: [{ ...entry, ...supports }] }));
}

const server = createServer((request, response) => {
  if (request.method === "POST" && request.url === "/v1/chat/completions") {
    complete(request, response).catch((error) => response.destroy(error));
  } else if (request.url === "/v1/models") models(response);
  else response.writeHead(404).end();
});
// A pooled connection must not be closed between two rounds.
server.keepAliveTimeout = 600_000;
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object" && address) tell({ type: "listening", port: address.port });
});
process.on("disconnect", () => process.exit());
