import "server-only";
import {
  choice,
  chunk,
  deltaWith,
  flag,
  idWith,
  modelList,
  statusWith,
  usage,
  usageWhenAsked,
} from "./openai-shape";
import { type Failure, usualStatus } from "./vendor-error";
import type { Json, VendorWire } from "./vendor-wire";

/** The token id that ends a turn of K2.5, told as `stop_reason` and `matched_stop`. */
export const endOfTurnToken = 163_586;

/** Engines name the Python exception behind a refusal. */
function engineErrorType(failure: Failure): string {
  if (failure === "not-found" || failure === "model-gone") return "NotFoundError";
  if (failure === "server") return "InternalServerError";
  if (failure === "overloaded") return "ServiceUnavailableError";
  if (failure === "rate-limit" || failure === "quota") return "RateLimitError";
  return "BadRequestError";
}

/** The body of a refusal, which each engine wraps in its own way; of a key they say no more than one word. */
export function engineErrorBody(wrapped: (error: Json) => Json): VendorWire["errorBody"] {
  return ({ failure, message, options }) =>
    failure === "no-key" || failure === "wrong-key"
      ? { error: "Unauthorized" }
      : wrapped({
          message,
          type: engineErrorType(failure),
          param: options.param ?? null,
          code: usualStatus[failure],
        });
}

/** vLLM 0.18 and later: only `reasoning`; a call comes whole; usage only on request, on a chunk of its own. */
export const vllmWire: VendorWire = {
  dialect: "vllm",
  newId: idWith("chatcmpl-"),
  headers: () => ({}),
  opening: { role: "assistant", content: "" },
  finishOn: "last-piece",
  mixesSeam: false,
  toolCalls: "whole",
  chunk,
  delta: deltaWith("reasoning"),
  choice: (delta, finish) => ({
    ...choice(delta, finish),
    logprobs: null,
    token_ids: null,
    ...(finish && { stop_reason: finish === "length" ? null : endOfTurnToken }),
  }),
  usage,
  usagePlaces: usageWhenAsked(usage),
  reasoning: (text) => ({ reasoning: text }),
  toolCallId: (toolName, index) => `functions.${toolName}:${index}`,
  thinkingAsked: (body) => flag(body, "chat_template_kwargs", "thinking"),
  status: statusWith(),
  errorBody: engineErrorBody((error) => ({ error })),
  midStreamError: (_meta, message) => ({
    error: { message, type: "InternalServerError", param: null, code: 500 },
  }),
  unknownModel: (model) => `The model \`${model}\` does not exist.`,
  contextExceeded: ({ limit, prompt, output }) =>
    `This model's maximum context length is ${limit} tokens. However, you requested ${prompt + output} tokens (${prompt} in the messages, ${output} in the completion). Please reduce the length of the messages or completion.`,
  models: modelList("vllm", (model) => ({
    root: model.id,
    parent: null,
    max_model_len: model.contextTokens,
    permission: [],
  })),
};
