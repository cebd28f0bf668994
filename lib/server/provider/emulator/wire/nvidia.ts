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
import type { Failure } from "./vendor-error";
import type { VendorWire } from "./vendor-wire";

const titles: Partial<Record<Failure, string>> = {
  "no-key": "Unauthorized",
  "wrong-key": "Unauthorized",
  "not-found": "Not Found",
  "model-gone": "Not Found",
  "rate-limit": "Too Many Requests",
  overloaded: "Service Unavailable",
  quota: "Payment Required",
  server: "Internal Server Error",
};
const delta = deltaWith("reasoning");

/** NVIDIA's catalogue: reasoning and text share the delta on the seam, errors are RFC 7807 problems. */
export const nvidiaWire: VendorWire = {
  dialect: "nvidia",
  newId: idWith("chatcmpl-"),
  headers: () => ({}),
  finishOn: "last-piece",
  mixesSeam: true,
  toolCalls: "in-turn",
  chunk,
  delta: (piece, isFirst) => (isFirst ? { role: "assistant", ...delta(piece) } : delta(piece)),
  choice,
  usage,
  usagePlaces: usageWhenAsked(usage),
  reasoning: (text) => ({ reasoning: text }),
  toolCallId: (toolName, index) => `functions.${toolName}:${index}`,
  thinkingAsked: (body) => flag(body, "chat_template_kwargs", "thinking"),
  status: statusWith(),
  errorType: "application/problem+json",
  errorBody: (error) => ({
    type: "about:blank",
    title: titles[error.failure] ?? "Bad Request",
    status: nvidiaWire.status(error),
    detail: error.message,
  }),
  midStreamError: (_meta, message) => ({ error: { message, type: "internal_server_error", code: 500 } }),
  unknownModel: (model) => `Function for model '${model}': Not found for account`,
  contextExceeded: ({ limit, prompt, output }) =>
    `This model's maximum context length is ${limit} tokens. However, you requested ${prompt + output} tokens (${prompt} in the messages, ${output} in the completion).`,
  models: modelList("moonshotai"),
};
