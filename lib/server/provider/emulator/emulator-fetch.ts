import "server-only";
import type { DialectName } from "@/lib/core/model/capabilities";
import { answerChat } from "./chat/answer-chat";
import { parseCountBody } from "./chat/chat-body";
import type { EmulatorState } from "./chat/emulator-state";
import { PromptCache } from "./chat/prompt-cache";
import { readMessages } from "./chat/read-messages";
import { SeenBodies } from "./chat/seen-bodies";
import { modelsOf } from "./models";
import { answerFiles } from "./platform/answer-files";
import { FileStore } from "./platform/file-store";
import { mostBodyBytes, readBody } from "./read-body";
import { type ComposeReply, UnreadableImage } from "./reply";
import { composeReply } from "./reply/compose-reply";
import { sleepFor } from "./stream/pace";
import { invalid, VendorError } from "./wire/vendor-error";
import type { ServedModel } from "./wire/vendor-wire";
import { errorResponse, wires } from "./wire/wires";

export type EmulatorOptions = {
  dialect: DialectName;
  /** `Infinity`: as fast as possible, without timers. */
  tokensPerSecond: number;
  /** The one key that is taken; without it any or none is. */
  apiKey?: string;
  sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
  composeReply?: ComposeReply;
};

/**
 * The offline provider as a `fetch`: it takes the bytes of a request and answers with the bytes a vendor of that
 * dialect would send. Every URL is its own, known by the end of its path. It rejects as `fetch` does: only when
 * the request is aborted, or the scenario asked for is a broken connection.
 */
export function createEmulatorFetch(options: EmulatorOptions): typeof fetch {
  const state: EmulatorState = {
    wire: wires[options.dialect],
    models: modelsOf(options.dialect),
    tokensPerSecond: options.tokensPerSecond,
    sleep: options.sleep ?? sleepFor,
    composeReply: options.composeReply ?? composeReply,
    files: new FileStore(),
    promptCache: new PromptCache(),
    seenBodies: new SeenBodies(),
  };
  return async (input, init) => {
    const signal =
      init?.signal ?? (input instanceof Request ? input.signal : undefined) ?? new AbortController().signal;
    signal.throwIfAborted();
    // Node asks for `duplex` when a body is a stream; the type of the DOM does not know it.
    const given = { ...init, signal: null, duplex: "half" } as RequestInit;
    try {
      return await answer(state, new Request(input, given), options.apiKey, signal);
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof VendorError) return errorResponse(state.wire, error);
      if (error instanceof UnreadableImage) return errorResponse(state.wire, invalid(error.message));
      throw error;
    }
  };
}

async function answer(
  state: EmulatorState,
  request: Request,
  apiKey: string | undefined,
  signal: AbortSignal,
): Promise<Response> {
  checkKey(request.headers, apiKey);
  const { method, headers } = request;
  const { pathname } = new URL(request.url);
  const body = await readBody(request.body, mostBodyBytes);
  signal.throwIfAborted();
  if (!body) throw new VendorError("too-large", "Invalid request: the request body is larger than 100 MB");
  const route = (name: string, needed: string) => {
    if (!pathname.endsWith(name)) return false;
    if (method !== needed) throw new VendorError("method", `Method ${method} is not allowed here`);
    return true;
  };
  if (route("/chat/completions", "POST")) return await answerChat(state, body, signal);
  if (route("/models", "GET")) return Response.json(state.wire.models(servedModels(state)));
  if (state.wire.dialect === "moonshot") {
    if (route("/tokenizers/estimate-token-count", "POST")) return await answerCount(state, body);
    if (route("/users/me/balance", "GET")) return answerBalance();
    const [, path] = /\/files((?:\/[\w-]+){0,2})$/.exec(pathname) ?? [];
    if (path !== undefined) return await answerFiles({ method, path, headers, body }, state.files);
  }
  throw new VendorError("not-found", `url.not_found: no such address: ${pathname.slice(0, 200)}`);
}

function checkKey(headers: Headers, apiKey: string | undefined): void {
  if (apiKey === undefined) return;
  const given = headers.get("authorization");
  if (!given) throw new VendorError("no-key", "Invalid Authentication: no API key was sent");
  if (given !== `Bearer ${apiKey}`) throw new VendorError("wrong-key", "Incorrect API key provided");
}

function servedModels({ models }: EmulatorState): ServedModel[] {
  return [...models.values()].map(({ id, capabilities }) => ({
    id,
    contextTokens: capabilities.contextTokens ?? 0,
    image: capabilities.input.image,
    video: capabilities.input.video,
    reasoning: capabilities.thinking.mode !== "none",
  }));
}

async function answerCount({ wire, models, files }: EmulatorState, bytes: Uint8Array): Promise<Response> {
  const body = parseCountBody(bytes);
  if (!models.has(body.model))
    throw new VendorError("model-gone", wire.unknownModel(body.model.slice(0, 200)));
  const read = await readMessages(body.messages, { dialect: wire.dialect, files });
  const total = read.reduce((sum, { tokens }) => sum + tokens, 0);
  return Response.json({ data: { total_tokens: total } });
}

/** Source: platform.kimi.ai, balance. The amounts are made up. */
function answerBalance(): Response {
  const data = { available_balance: 49.58894, voucher_balance: 46.58893, cash_balance: 3.00001 };
  return Response.json({ code: 0, data, scode: "0x0", status: true });
}
