import "server-only";
import type { ReasoningKey } from "@/lib/core/message/part";
import type { ModelCapabilities } from "@/lib/core/model/capabilities";
import { isKimiId } from "@/lib/core/model/model-family";
import { type ChatEvent, type ChatMessage, type ChatRequest, ProviderError } from "../chat-provider";
import type { ChatBody, WireFields } from "./chat-body";
import { continueLast, continuesLast } from "./continue-answer";
import type { Dialect } from "./dialect";
import { encodedBytes } from "./encode-media";
import { type Echo, encodeMessages, type LeftOut } from "./encode-messages";
import { encodeToolChoice, encodeTools } from "./encode-tools";
import { withToolIds } from "./tool-ids";

type Notice = Extract<ChatEvent, { type: "notice" }>;

export type EncodedRequest = {
  body: ChatBody;
  /** Whether the reply is awaited with reasoning. */
  thinking: boolean;
  notices: Notice[];
};

export type EncodeInput = {
  request: ChatRequest;
  capabilities: ModelCapabilities;
  /** The reasoning key this endpoint was seen to use for this model. */
  seenKey?: ReasoningKey | undefined;
  baseUrl: string;
};

/** Moonshot's limit for a request's body, in bytes; no other vendor is known to take more. */
export const maxBodyBytes = 100_000_000;

/**
 * A chat request as the dialect writes it.
 * @throws ProviderError `too-large` when the media alone would pass 100 MB, before any of it is read
 */
export async function encodeRequest(dialect: Dialect, input: EncodeInput): Promise<EncodedRequest> {
  const { request, capabilities } = input;
  const continues = continuesLast(request);
  const wish = thinkingOf(dialect, input, continues);
  refuseTooMuchMedia(request, capabilities);
  const readsIds = dialect.readsToolIds && capabilities.family !== "unknown";
  const { messages, leftOut } = await encodeMessages(
    request.system,
    withToolIds(request.messages, readsIds),
    {
      input: capabilities.input,
      echo: echoOf(dialect, input, wish.thinking),
      namesToolResults: dialect.isMoonshot,
    },
  );
  const continuation = continues ? continueLast(dialect, messages, request, wish.thinking) : {};
  const { model, maxOutputTokens, cacheKey } = request;
  const body: ChatBody = {
    model,
    messages,
    stream: true,
    stream_options: { include_usage: true },
    ...dialect.thinkingFields({
      on: wish.on,
      model,
      mode: capabilities.thinking.mode,
      baseUrl: input.baseUrl,
    }),
    ...samplingOf(dialect, capabilities, wish.thinking),
    ...toolFields(dialect, input, wish.toolChoice),
    ...(maxOutputTokens !== undefined && { [dialect.outputLimitField]: maxOutputTokens }),
    ...(dialect.isMoonshot && cacheKey && { prompt_cache_key: cacheKey }),
    ...continuation,
  };
  return { body, thinking: wish.thinking, notices: [...wish.notices, ...leftOutNotices(leftOut)] };
}

/** `on` is what is asked for, `thinking` what will be: models that think by effort are asked for less, and think. */
type Wish = { on: boolean; thinking: boolean; toolChoice: ChatRequest["toolChoice"]; notices: Notice[] };

/**
 * Whether the model is to think, and which tool it must call: a forced tool needs instant mode on Moonshot, and
 * gives way where a model cannot be silenced. An engine's parser would take the rest of a continued answer for
 * reasoning, so that goes on in instant mode.
 */
function thinkingOf(dialect: Dialect, { request, capabilities }: EncodeInput, continues: boolean): Wish {
  const { mode, default: byDefault } = capabilities.thinking;
  const { toolChoice } = request;
  const always = mode === "always" || mode === "effort";
  const wanted = always || (mode !== "none" && (request.thinking ?? byDefault));
  const thinking = wanted && (always || !continues || dialect.continuation !== "final-message");
  const on = mode === "effort" ? (request.thinking ?? true) : thinking;
  const isForced = toolChoice === "required" || typeof toolChoice === "object";
  if (!thinking || !isForced || !dialect.forcedToolNeedsInstant || mode === "effort")
    return { on, thinking, toolChoice, notices: [] };
  if (mode === "always") {
    const message = "This model may choose its tools freely, as it cannot be forced to one while it thinks.";
    return { on, thinking, toolChoice: "auto", notices: [repaired("tool-choice-auto", message)] };
  }
  const message =
    "This step was answered in instant mode, as a tool cannot be forced while the model thinks.";
  return { on: false, thinking: false, toolChoice, notices: [repaired("instant", message)] };
}

export function repaired(repair: string, message: string): Notice {
  return { type: "notice", code: "repaired", message, data: { repair } };
}

function leftOutNotices(leftOut: LeftOut): Notice[] {
  return (["image", "video"] as const).flatMap((kind) => {
    const count = leftOut[kind];
    if (count === 0) return [];
    const what = count === 1 ? `One ${kind} was` : `${count} ${kind}s were`;
    const message = `${what} left out, as this model takes no ${kind} here.`;
    return [{ type: "notice" as const, code: "left-out" as const, message, data: { count, kind } }];
  });
}

/**
 * Reasoning goes back with the calls it led to, and with every answer where the model keeps it. A model of unknown
 * make gets the key only where there is something to put under it, as strict servers refuse keys they do not know.
 */
function echoOf(dialect: Dialect, { request, capabilities, seenKey }: EncodeInput, thinking: boolean): Echo {
  const told = seenKey ?? keyInHistory(request.messages);
  const key = dialect.reasoningKeyIsFixed || !told ? dialect.reasoningKey : told;
  const on = !thinking ? "none" : capabilities.keepReasoning === "all" ? "all" : "calls";
  const required = dialect.isMoonshot || capabilities.family !== "unknown" || isKimiId(request.model);
  return { key, on, required };
}

/** After a restart the conversation still tells the key, unless another vendor's own wrote it. */
function keyInHistory(messages: readonly ChatMessage[]): ReasoningKey | undefined {
  const last = messages.findLast((message) => message.role === "assistant" && message.reasoning?.key);
  const key = last?.role === "assistant" ? last.reasoning?.key : undefined;
  return key === "reasoning_details" ? undefined : key;
}

/** Moonshot's recommendation, where neither it nor a vendor sees to it: 1.0 while thinking, 0.6 without. */
function samplingOf(dialect: Dialect, capabilities: ModelCapabilities, thinking: boolean): WireFields {
  const isSent = dialect.sendsSampling && capabilities.sampling === "free";
  if (!isSent || capabilities.thinking.mode !== "switchable") return {};
  return { temperature: thinking ? 1 : 0.6, top_p: 0.95 };
}

/** Kimi K3 takes `required` but no named tool on Moonshot; with one tool alone they are the same. */
function toolFields(
  dialect: Dialect,
  { request: { tools = [] }, capabilities: { family } }: EncodeInput,
  choice: ChatRequest["toolChoice"],
): WireFields {
  if (tools.length === 0) return {};
  const narrows = dialect.isMoonshot && typeof choice === "object" && family === "kimi-k3";
  const offered = narrows ? tools.filter((tool) => tool.name === choice.name) : tools;
  const toolChoice = narrows ? "required" : choice;
  return {
    tools: encodeTools(offered, dialect.isMoonshot),
    ...(toolChoice && { tool_choice: encodeToolChoice(toolChoice) }),
  };
}

function refuseTooMuchMedia({ messages }: ChatRequest, { input }: ModelCapabilities): void {
  const content = messages.flatMap((message) => (message.role === "user" ? message.content : []));
  const bytes = content.reduce(
    (sum, part) => (part.type !== "text" && input[part.type] ? sum + encodedBytes(part.bytes) : sum),
    0,
  );
  if (bytes > maxBodyBytes) throw tooLarge(bytes);
}

/** @param bytes of the request's body, known or at least */
export function tooLarge(bytes: number): ProviderError {
  return new ProviderError(
    "too-large",
    `This conversation makes a request of ${Math.ceil(bytes / 1_000_000)} MB, and endpoints take at most 100 MB.`,
    "Start a new conversation, or leave out large pictures and videos.",
    { data: { limit: 100 } },
  );
}
