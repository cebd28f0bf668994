import "server-only";
import { choice, chunk, deltaWith, field, flag, idWith, statusWith, usageWithDetails } from "./openai-shape";
import type { Json, Meta, VendorWire } from "./vendor-wire";

const delta = deltaWith("reasoning");

function details(text: string): Json[] {
  return [{ type: "reasoning.text", text, format: "unknown", index: 0 }];
}

function ownChunk(meta: Meta, choices: Json[], counts?: Json): Json {
  return { provider: "Moonshot AI", ...chunk(meta, choices, counts) };
}

/** OpenRouter: comments while it waits, the reasoning twice (as text and as details), usage always at the end. */
export const openrouterWire: VendorWire = {
  dialect: "openrouter",
  newId: idWith("gen-"),
  headers: (id) => ({ "x-generation-id": id }),
  greeting: "OPENROUTER PROCESSING",
  finishOn: "last-piece",
  mixesSeam: false,
  toolCalls: "in-turn",
  chunk: ownChunk,
  delta: (piece) => ({
    role: "assistant",
    content: "",
    ...delta(piece),
    ...(piece.reasoning !== undefined && { reasoning_details: details(piece.reasoning) }),
  }),
  choice: (given, finish) => ({ ...choice(given, finish), native_finish_reason: finish, logprobs: null }),
  usage: usageWithDetails,
  usagePlaces: (counts) => ({
    extra: {
      choices: [openrouterWire.choice({ role: "assistant", content: "" }, null)],
      usage: usageWithDetails(counts),
    },
  }),
  reasoning: (text) => (text ? { reasoning: text, reasoning_details: details(text) } : { reasoning: null }),
  toolCallId: (toolName, index) => `${toolName}:${index}`,
  thinkingAsked: (body) => {
    const effort = field(body.reasoning, "effort");
    if (effort !== undefined) return effort !== "none";
    return flag(body, "reasoning", "enabled");
  },
  status: statusWith({ "content-filter": 403 }),
  errorBody: (error) => ({
    error: {
      code: openrouterWire.status(error),
      message: error.message,
      ...(error.failure === "content-filter" && {
        metadata: { reasons: ["high risk"], provider_name: "Moonshot AI" },
      }),
    },
  }),
  midStreamError: (meta, message) => ({
    ...ownChunk(meta, [{ index: 0, delta: { content: "" }, finish_reason: "error" }]),
    error: { code: 502, message },
  }),
  unknownModel: (model) => `No endpoints found for ${model}.`,
  contextExceeded: ({ limit, prompt, output }) =>
    `This endpoint's maximum context length is ${limit} tokens. However, you requested about ${prompt + output} tokens (${prompt} of text input, ${output} in the output). Please reduce the length of either one.`,
  models: (served) => ({
    data: served.map((model) => ({
      id: model.id,
      name: model.id,
      created: 1_769_472_000,
      context_length: model.contextTokens,
      architecture: {
        input_modalities: model.image ? ["text", "image"] : ["text"],
        output_modalities: ["text"],
      },
      supported_parameters: ["max_tokens", "reasoning", "tools", "tool_choice"],
    })),
  }),
};
