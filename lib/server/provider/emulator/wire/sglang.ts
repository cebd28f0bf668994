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
import type { VendorWire } from "./vendor-wire";
import { endOfTurnToken, engineErrorBody } from "./vllm";

const delta = deltaWith("reasoning_content");
const empty = { content: null, reasoning_content: null, tool_calls: null };

/** SGLang: what a delta does not carry is null in it, and errors stand at the top of the body. */
export const sglangWire: VendorWire = {
  dialect: "sglang",
  newId: idWith(""),
  headers: () => ({}),
  finishOn: "last-piece",
  mixesSeam: false,
  toolCalls: "whole",
  chunk: (meta, choices, counts) => ({ ...chunk(meta, choices), usage: counts ?? null }),
  delta: (piece, isFirst) => ({ role: isFirst ? "assistant" : null, ...empty, ...delta(piece) }),
  choice: (given, finish) => ({
    ...choice(given, finish),
    logprobs: null,
    matched_stop: finish === "stop" || finish === "tool_calls" ? endOfTurnToken : null,
  }),
  usage,
  usagePlaces: usageWhenAsked((counts) => ({ ...usage(counts), prompt_tokens_details: null })),
  reasoning: (text) => ({ reasoning_content: text || null }),
  toolCallId: (toolName, index) => `functions.${toolName}:${index}`,
  thinkingAsked: (body) => flag(body, "chat_template_kwargs", "thinking"),
  status: statusWith(),
  errorBody: engineErrorBody((error) => ({ object: "error", ...error })),
  midStreamError: (_meta, message) => ({ object: "error", message, type: "InternalServerError", code: 500 }),
  unknownModel: (model) => `The model \`${model}\` does not exist.`,
  contextExceeded: ({ limit, prompt, output }) =>
    `Requested token count exceeds the model's maximum context length of ${limit} tokens. You requested a total of ${prompt + output} tokens: ${prompt} tokens from the input messages and ${output} tokens for the completion.`,
  models: modelList("sglang", (model) => ({
    root: model.id,
    parent: null,
    max_model_len: model.contextTokens,
  })),
};
