import "server-only";
import { randomUUID } from "node:crypto";
import { type Failure, usualStatus, type VendorError } from "./vendor-error";
import type {
  FinishReason,
  Json,
  Meta,
  Piece,
  ServedModel,
  TokenUsage,
  ToolCallDelta,
  VendorWire,
} from "./vendor-wire";

/** The shapes of OpenAI's own wire, which every dialect starts from. */

export function idWith(prefix: string): () => string {
  return () => prefix + randomUUID().replaceAll("-", "");
}

export function chunk(meta: Meta, choices: Json[], usage?: Json): Json {
  const { id, created, model } = meta;
  return { id, object: "chat.completion.chunk", created, model, choices, ...(usage && { usage }) };
}

export function choice(delta: Json, finish: FinishReason | null): Json {
  return { index: 0, delta, finish_reason: finish };
}

/** The first delta of a call names it; later ones carry only the index and more of the arguments. */
export function toolCalls(calls: readonly ToolCallDelta[]): Json[] {
  return calls.map(({ index, id, toolName, arguments: text }) =>
    toolName === undefined
      ? { index, function: { arguments: text } }
      : {
          index,
          id,
          type: toolName.startsWith("$") ? "builtin_function" : "function",
          function: { name: toolName, arguments: text },
        },
  );
}

/** The delta of a piece, its reasoning under the given key. */
export function deltaWith(reasoningKey: string): (piece: Piece) => Json {
  return (piece) => ({
    ...(piece.reasoning !== undefined && { [reasoningKey]: piece.reasoning }),
    ...(piece.text !== undefined && { content: piece.text }),
    ...(piece.toolCalls && { tool_calls: toolCalls(piece.toolCalls) }),
  });
}

export function usage({ prompt, completion }: TokenUsage): Json {
  return { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion };
}

export function usageWithDetails(counts: TokenUsage): Json {
  return {
    ...usage(counts),
    prompt_tokens_details: { cached_tokens: counts.cached },
    completion_tokens_details: { reasoning_tokens: counts.reasoning },
  };
}

/** Counts in the given shape on a chunk of their own, only when the request asks for them. */
export function usageWhenAsked(shape: (counts: TokenUsage) => Json): VendorWire["usagePlaces"] {
  return (counts, includeUsage) => (includeUsage ? { extra: { choices: [], usage: shape(counts) } } : {});
}

export function statusWith(own: Partial<Record<Failure, number>> = {}): (error: VendorError) => number {
  return ({ failure }) => own[failure] ?? usualStatus[failure];
}

/** `{error: {message, type, param, code}}` */
export function openAiError(error: VendorError): Json {
  const { type, code } = openAiNames[error.failure];
  return { error: { message: error.message, type, param: error.options.param ?? null, code } };
}

const openAiNames: Record<Failure, { type: string; code: string | null }> = {
  "invalid-request": { type: "invalid_request_error", code: null },
  "too-large": { type: "invalid_request_error", code: "request_too_large" },
  "context-length": { type: "invalid_request_error", code: "context_length_exceeded" },
  "content-filter": { type: "invalid_request_error", code: "content_filter" },
  "no-key": { type: "invalid_request_error", code: "invalid_api_key" },
  "wrong-key": { type: "invalid_request_error", code: "invalid_api_key" },
  "not-found": { type: "invalid_request_error", code: null },
  "model-gone": { type: "invalid_request_error", code: "model_not_found" },
  method: { type: "invalid_request_error", code: null },
  "rate-limit": { type: "rate_limit_error", code: "rate_limit_exceeded" },
  overloaded: { type: "server_error", code: "overloaded" },
  quota: { type: "insufficient_quota", code: "insufficient_quota" },
  server: { type: "server_error", code: null },
};

/** What every vendor says of a model. */
export function modelEntry({ id }: ServedModel, ownedBy: string): Json {
  return { id, object: "model", created: 1_769_472_000, owned_by: ownedBy };
}

/** A `/models` list whose entries say what the given function adds. */
export function modelList(
  ownedBy: string,
  more: (model: ServedModel) => Json = () => ({}),
): VendorWire["models"] {
  return (served) => ({
    object: "list",
    data: served.map((model) => ({ ...modelEntry(model, ownedBy), ...more(model) })),
  });
}

/** A field of an object that may be anything. */
export function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

/** A boolean inside an object of the body, such as `chat_template_kwargs.thinking`. */
export function flag(body: Json, object: string, name: string): boolean | undefined {
  const value = field(body[object], name);
  return typeof value === "boolean" ? value : undefined;
}
