import "server-only";
import { choice, chunk, deltaWith, field, idWith, modelList, statusWith, usage } from "./openai-shape";
import type { Failure } from "./vendor-error";
import type { VendorWire } from "./vendor-wire";

/** platform.kimi.ai error list: HTTP status and `error.type`. */
const types: Record<Failure, string> = {
  "invalid-request": "invalid_request_error",
  "too-large": "invalid_request_error",
  "context-length": "invalid_request_error",
  "content-filter": "content_filter",
  "no-key": "invalid_authentication_error",
  "wrong-key": "incorrect_api_key_error",
  "not-found": "resource_not_found_error",
  "model-gone": "resource_not_found_error",
  method: "invalid_request_error",
  "rate-limit": "rate_limit_reached_error",
  overloaded: "engine_overloaded_error",
  quota: "exceeded_current_quota_error",
  server: "server_error",
};

/** Moonshot's own platform: usage inside the finish choice, and again on a chunk of its own when asked for. */
export const moonshotWire: VendorWire = {
  dialect: "moonshot",
  newId: idWith("chatcmpl-"),
  headers: (id) => ({ "x-trace-id": id.slice(-32) }),
  opening: { role: "assistant", content: "" },
  finishOn: "own-chunk",
  mixesSeam: false,
  toolCalls: "interleaved",
  chunk: (meta, choices, counts) => ({
    ...chunk(meta, choices, counts),
    ...(choices.length > 0 && { system_fingerprint: "fpv0_0a1b2c3d" }),
  }),
  delta: deltaWith("reasoning_content"),
  choice,
  usage: (counts) => ({ ...usage(counts), ...(counts.cached > 0 && { cached_tokens: counts.cached }) }),
  usagePlaces: (counts, includeUsage) => ({
    inChoice: moonshotWire.usage(counts),
    ...(includeUsage && {
      extra: {
        choices: [],
        usage: {
          ...moonshotWire.usage(counts),
          ...(counts.cached > 0 && { prompt_tokens_details: { cached_tokens: counts.cached } }),
        },
      },
    }),
  }),
  reasoning: (text) => ({ reasoning_content: text }),
  toolCallId: (toolName, index) => `${toolName}:${index}`,
  thinkingAsked: (body) => {
    const type = field(body.thinking, "type");
    return type === "enabled" ? true : type === "disabled" ? false : undefined;
  },
  status: statusWith({ overloaded: 429, quota: 429 }),
  errorBody: (error) => ({ error: { type: types[error.failure], message: error.message } }),
  midStreamError: (_meta, message) => ({ error: { type: "server_error", message } }),
  unknownModel: (model) => `Not found the model ${model} or Permission denied`,
  contextExceeded: ({ limit, prompt, output }) =>
    prompt > limit
      ? `Invalid request: Input token length too long (${prompt}), exceeded model token limit : ${limit}`
      : `Invalid request: Your request exceeded model token limit : ${limit} (requested: ${prompt + output})`,
  models: modelList("moonshot", (model) => ({
    context_length: model.contextTokens,
    supports_image_in: model.image,
    supports_video_in: model.video,
    supports_reasoning: model.reasoning,
  })),
};
