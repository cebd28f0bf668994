import "server-only";
import {
  choice,
  chunk,
  deltaWith,
  field,
  flag,
  idWith,
  modelList,
  openAiError,
  statusWith,
  usageWhenAsked,
  usageWithDetails,
} from "./openai-shape";
import type { VendorWire } from "./vendor-wire";

/** Any other server: OpenAI's shapes with `reasoning_content`. It takes every toggle those servers are known for. */
export const openaiCompatibleWire: VendorWire = {
  dialect: "openai-compatible",
  newId: idWith("chatcmpl-"),
  headers: () => ({}),
  opening: { role: "assistant", content: "" },
  finishOn: "own-chunk",
  mixesSeam: false,
  toolCalls: "in-turn",
  chunk,
  delta: deltaWith("reasoning_content"),
  choice,
  usage: usageWithDetails,
  usagePlaces: usageWhenAsked(usageWithDetails),
  reasoning: (text) => ({ reasoning_content: text }),
  toolCallId: (toolName, index) => `${toolName}:${index}`,
  thinkingAsked: (body) => {
    const type = field(body.thinking, "type");
    if (type === "enabled" || type === "disabled") return type === "enabled";
    if (typeof body.enable_thinking === "boolean") return body.enable_thinking;
    if (typeof body.reasoning_effort === "string") return body.reasoning_effort !== "none";
    return (
      flag(body, "chat_template_kwargs", "thinking") ??
      flag(body, "chat_template_kwargs", "enable_thinking") ??
      flag(body, "chat_template_args", "enable_thinking") ??
      flag(body, "reasoning", "enabled")
    );
  },
  status: statusWith({ quota: 429 }),
  errorBody: openAiError,
  midStreamError: (_meta, message) => ({ error: { message, type: "server_error", param: null, code: null } }),
  unknownModel: (model) => `The model '${model}' does not exist`,
  contextExceeded: ({ limit, prompt, output }) =>
    `This model's maximum context length is ${limit} tokens. However, your request asks for ${prompt + output} tokens (${prompt} in the messages, ${output} in the completion).`,
  models: modelList("organization-owner"),
};
