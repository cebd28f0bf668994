import "server-only";
import {
  choice,
  chunk,
  deltaWith,
  flag,
  idWith,
  modelEntry,
  openAiError,
  statusWith,
  usage,
} from "./openai-shape";
import type { Json, ServedModel, VendorWire } from "./vendor-wire";

const delta = deltaWith("reasoning");

function chatModel({ id, contextTokens }: ServedModel): Json {
  return { type: "chat", display_name: id, organization: "Moonshot AI", context_length: contextTokens };
}

/** Together: `reasoning`, and `usage: null` on every chunk but the one that finishes. A full context is a 403. */
export const togetherWire: VendorWire = {
  dialect: "together",
  newId: idWith("o1"),
  headers: () => ({}),
  finishOn: "last-piece",
  mixesSeam: false,
  toolCalls: "in-turn",
  chunk: (meta, choices, counts) => ({ ...chunk(meta, choices), usage: counts ?? null }),
  delta: (piece, isFirst) => (isFirst ? { role: "assistant", content: "", ...delta(piece) } : delta(piece)),
  choice,
  usage,
  usagePlaces: (counts) => ({ onFinish: usage(counts) }),
  reasoning: (text) => ({ reasoning: text }),
  toolCallId: (toolName, index) => `functions.${toolName}:${index}`,
  thinkingAsked: (body) => flag(body, "reasoning", "enabled"),
  status: statusWith({ "context-length": 403 }),
  errorBody: openAiError,
  midStreamError: (_meta, message) => ({
    error: { message, type: "server_error", param: null, code: "internal_error" },
  }),
  unknownModel: (model) =>
    `Unable to access model ${model}. Please visit the models page to view the list of supported models.`,
  contextExceeded: ({ limit, prompt, output }) =>
    `Input validation error: \`inputs\` tokens + \`max_new_tokens\` must be <= ${limit}. Given: ${prompt} \`inputs\` tokens and ${output} \`max_new_tokens\``,
  // A bare array, where all others put it under `data`.
  models: (served) => served.map((model) => ({ ...modelEntry(model, "moonshotai"), ...chatModel(model) })),
};
