import "server-only";
import type { ProviderError } from "./chat-provider";
import type { ChatBody, WireFields } from "./dialect/chat-body";
import { type EncodedRequest, repaired } from "./dialect/encode-request";

/** The body as it would have to be, or undefined where there is nothing of the kind in it. */
type Change = (body: ChatBody, text: string, instant: WireFields) => ChatBody | undefined;
type Rule = { repair: string; message: string; when: RegExp; change: Change };

const refusal =
  /unsupported|not supported|does not support|unknown|unrecogni[sz]ed|unexpected|not permitted|not allowed|extra (inputs|fields)|invalid|only supports/i;

/** What endpoints are known to refuse, and what helps. The first that fits is tried; a second refusal is final. */
const rules: readonly Rule[] = [
  {
    repair: "reasoning",
    message: "Empty reasoning was added to earlier tool calls, as the endpoint asked for it.",
    when: /reasoning_content.*missing|missing.*reasoning_content/i,
    change: addReasoning,
  },
  {
    repair: "effort",
    message: "The reasoning effort was left out, as it cannot be combined with the thinking switch.",
    when: /both.*thinking.*reasoning_effort|both.*reasoning_effort.*thinking/i,
    change: (body) => without(body, ["reasoning_effort"]),
  },
  {
    repair: "instant",
    message: "This step was answered in instant mode, as a tool cannot be forced while the model thinks.",
    when: /tool_choice/i,
    change: freeToolChoice,
  },
  {
    repair: "sampling",
    message: "The sampling settings were left out, as the endpoint fixes them.",
    when: /temperature|top_p/i,
    change: (body) => without(body, ["temperature", "top_p"]),
  },
  {
    repair: "output-limit",
    message: "The output limit was sent under its other name.",
    when: /max_completion_tokens/i,
    change: renameLimit,
  },
  {
    repair: "fields",
    message: "Settings that the endpoint does not know were left out.",
    when: refusal,
    change: dropRefused,
  },
];

/**
 * The request as it may be accepted after a refusal, with a notice of what was changed; undefined when nothing is
 * known to help. To be used once for a model call.
 * @param instant the fields that switch thinking off at this endpoint; empty where that cannot be done
 */
export function repairOf(
  error: ProviderError,
  encoded: EncodedRequest,
  instant: WireFields,
): EncodedRequest | undefined {
  if (error.code !== "bad-parameter") return undefined;
  const text = `${error.message} ${error.detail ?? ""}`;
  for (const { repair, message, when, change } of rules) {
    const body = when.test(text) ? change(encoded.body, text, instant) : undefined;
    if (!body) continue;
    const thinking = encoded.thinking && repair !== "instant";
    return { ...encoded, body, thinking, notices: [...encoded.notices, repaired(repair, message)] };
  }
  return undefined;
}

function without(body: ChatBody, fields: readonly string[]): ChatBody | undefined {
  if (!fields.some((field) => field in body)) return undefined;
  const kept = { ...body };
  for (const field of fields) delete kept[field];
  return kept;
}

function addReasoning(body: ChatBody): ChatBody | undefined {
  const lacks = (message: ChatBody["messages"][number]) =>
    message.tool_calls !== undefined && message.reasoning_content === undefined;
  if (!body.messages.some(lacks)) return undefined;
  const messages = body.messages.map((message) =>
    lacks(message) ? { ...message, reasoning_content: message.reasoning ?? "" } : message,
  );
  return { ...body, messages };
}

function freeToolChoice(body: ChatBody, _text: string, instant: WireFields): ChatBody | undefined {
  if (!("tool_choice" in body)) return undefined;
  return Object.keys(instant).length > 0 ? { ...body, ...instant } : without(body, ["tool_choice"]);
}

function renameLimit(body: ChatBody, text: string): ChatBody | undefined {
  if (!refusal.test(text) && !/instead/i.test(text)) return undefined;
  const { max_completion_tokens: newer, max_tokens: older, ...rest } = body;
  if (newer !== undefined) return { ...rest, messages: body.messages, model: body.model, max_tokens: newer };
  return older === undefined
    ? undefined
    : { ...rest, messages: body.messages, model: body.model, max_completion_tokens: older };
}

const optionalFields = [
  "stream_options",
  "prompt_cache_key",
  "chat_template_kwargs",
  "chat_template_args",
  "enable_thinking",
  "reasoning_effort",
  "reasoning",
  "thinking",
];

function dropRefused(body: ChatBody, text: string): ChatBody | undefined {
  const named = optionalFields.filter((field) => new RegExp(`\\b${field}\\b`).test(text));
  return without(body, named);
}
