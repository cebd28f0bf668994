import "server-only";
import { answeringModel, type EmulatedModel } from "../models";
import { type Reply, type ReplyRequest, UnreadableImage } from "../reply";
import { checkRequest } from "../rules/check-request";
import { bodyStream } from "../stream/body-stream";
import { completion } from "../stream/completion";
import { beforeStop, outputTokens, type Plan, piecesOf, withinLimit } from "../stream/plan";
import { countTokens } from "../stream/tokens";
import { writeEvents } from "../stream/write-events";
import { invalid, VendorError } from "../wire/vendor-error";
import type { Meta } from "../wire/vendor-wire";
import { type ChatBody, parseChatBody } from "./chat-body";
import type { EmulatorState } from "./emulator-state";
import { type ReadMessage, readMessages } from "./read-messages";
import { replyRequest, willThink } from "./reply-request";

const defaultOutputTokens = 32_768;

/**
 * Answers `/chat/completions` as the vendor would, streamed or whole.
 * @throws VendorError for what the vendor refuses, the signal's reason when aborted
 */
export async function answerChat(
  state: EmulatorState,
  bytes: Uint8Array,
  signal: AbortSignal,
): Promise<Response> {
  const { wire } = state;
  const body = parseChatBody(bytes);
  const model = state.models.get(body.model);
  if (!model) throw new VendorError("model-gone", wire.unknownModel(body.model.slice(0, 200)));
  const contextTokens = model.capabilities.contextTokens ?? Number.POSITIVE_INFINITY;
  const { scenario } = model;
  const timesSeen = scenario?.refuse ? state.seenBodies.note(bytes) : 0;
  const refusal = scenario?.refuse?.({ wire, model: model.id, body, contextTokens, timesSeen });
  if (refusal) return refusal;
  const thinking = willThink(wire.thinkingAsked(body), model.capabilities);
  checkRequest(wire.dialect, { body, capabilities: model.capabilities, thinking });
  try {
    const read = await readMessages(body.messages, { dialect: wire.dialect, files: state.files });
    const toolTokens = countTokens(body.tools ? JSON.stringify(body.tools) : "");
    const promptTokens = sumTokens(read) + toolTokens;
    checkContext(state, body, promptTokens, contextTokens);
    const request = replyRequest(body, read, { ...model, dialect: wire.dialect, thinking });
    const composed = scenario?.reply
      ? scenario.reply(request)
      : await unlessAborted(state.composeReply(request), signal);
    const reply = thinking ? composed : { ...composed, reasoning: "" };
    const meta: Meta = {
      id: wire.newId(),
      created: Math.floor(Date.now() / 1_000),
      model: answeringModel(model, wire.dialect),
    };
    const prompt = { tokens: promptTokens, cached: cachedTokens(state, body, read, toolTokens) };
    const plan = planOf(state, { body, model, reply, request, meta, prompt });
    return body.stream ? streamed(state, body, plan, meta, signal) : await whole(state, plan, meta, signal);
  } catch (error) {
    if (!(error instanceof UnreadableImage)) throw error;
    throw invalid(
      `Invalid request: failed to decode image: image ${error.index} is corrupt or of an unknown format`,
    );
  }
}

function planOf(
  { wire }: EmulatorState,
  given: {
    body: ChatBody;
    model: EmulatedModel;
    reply: Reply;
    request: ReplyRequest;
    meta: Meta;
    prompt: { tokens: number; cached: number };
  },
): Plan {
  const { body, meta, request, prompt } = given;
  const { scenario } = given.model;
  const reply = stopped(asJson(given.reply, body), body);
  const limit = body.max_completion_tokens ?? body.max_tokens ?? undefined;
  const callsBefore = request.messages.reduce((count, message) => count + message.toolCalls.length, 0);
  const counts = { prompt: prompt.tokens, cached: prompt.cached };
  const usual: Plan = {
    model: meta.model,
    items: piecesOf(reply, wire, callsBefore),
    finish: reply.toolCalls.length > 0 ? "tool_calls" : "stop",
    finishOn: wire.finishOn,
    usage: { ...counts, completion: 0, reasoning: 0 },
    end: "done",
  };
  const plan =
    scenario?.change?.({ plan: usual, reply, request, wire, meta, ...(limit && { limit }) }) ?? usual;
  const items = withinLimit(plan.items, limit ?? scenario?.defaultOutputTokens ?? defaultOutputTokens);
  const isCut = items.length < plan.items.length;
  return {
    ...plan,
    items,
    finish: plan.finish && isCut ? "length" : plan.finish,
    usage: plan.usage && { ...counts, ...outputTokens(items) },
  };
}

function streamed(
  { wire, tokensPerSecond, sleep }: EmulatorState,
  body: ChatBody,
  plan: Plan,
  meta: Meta,
  signal: AbortSignal,
): Response {
  const gone = new AbortController();
  const events = writeEvents(plan, {
    wire,
    meta,
    includeUsage: body.stream_options?.include_usage === true,
    tokensPerSecond,
    sleep,
    signal: AbortSignal.any([signal, gone.signal]),
  });
  const stop = () => gone.abort(new DOMException("The reader went away.", "AbortError"));
  return new Response(bodyStream(events, signal, stop), {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-cache",
      ...wire.headers(meta.id),
    },
  });
}

/** An answer that is not streamed takes as long as it takes to write; one that breaks never becomes a body. */
async function whole(state: EmulatorState, plan: Plan, meta: Meta, signal: AbortSignal): Promise<Response> {
  const { wire } = state;
  const events = writeEvents(plan, { ...state, meta, signal, includeUsage: false });
  for await (const _ of events) signal.throwIfAborted();
  if (plan.end === "cut" && plan.items.some((item) => "raw" in item)) {
    throw new VendorError("server", "Provider disconnected");
  }
  return Response.json(completion(plan, wire, meta), { headers: wire.headers(meta.id) });
}

/** JSON mode promises an object: other text is put into one. */
function asJson(reply: Reply, body: ChatBody): Reply {
  const type = body.response_format?.type;
  if ((type !== "json_object" && type !== "json_schema") || reply.toolCalls.length > 0) return reply;
  return isJsonObject(reply.text) ? reply : { ...reply, text: JSON.stringify({ answer: reply.text }) };
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

function stopped(reply: Reply, body: ChatBody): Reply {
  const stops = typeof body.stop === "string" ? [body.stop] : (body.stop ?? []);
  const text = beforeStop(reply.text, stops);
  return text === undefined ? reply : { ...reply, text, toolCalls: [] };
}

function checkContext({ wire }: EmulatorState, body: ChatBody, prompt: number, limit: number): void {
  const output = body.max_completion_tokens ?? body.max_tokens ?? 0;
  if (prompt + output > limit) {
    throw new VendorError("context-length", wire.contextExceeded({ limit, prompt, output }));
  }
}

/** Only Moonshot's platform takes a cache key. */
function cachedTokens(
  { wire, promptCache }: EmulatorState,
  body: ChatBody,
  read: readonly ReadMessage[],
  toolTokens: number,
): number {
  if (wire.dialect !== "moonshot" || !body.prompt_cache_key) return 0;
  const tools = { content: body.tools ?? null, tokens: toolTokens };
  const messages = read.map(({ tokens }, index) => ({ content: body.messages[index], tokens }));
  return promptCache.note(JSON.stringify([body.model, body.prompt_cache_key]), [tools, ...messages]);
}

function sumTokens(read: readonly ReadMessage[]): number {
  return read.reduce((total, { tokens }) => total + tokens, 0);
}

function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const stop = () => reject(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}
