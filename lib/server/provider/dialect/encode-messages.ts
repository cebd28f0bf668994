import "server-only";
import type { ReasoningKey } from "@/lib/core/message/part";
import type { ModelCapabilities } from "@/lib/core/model/capabilities";
import type { ChatMessage, ChatToolCall } from "../chat-provider";
import type { WireMessage, WirePart } from "./chat-body";
import { encodeMedia } from "./encode-media";

type AssistantMessage = Extract<ChatMessage, { role: "assistant" }>;
type UserMessage = Extract<ChatMessage, { role: "user" }>;

/** Which messages get their reasoning back, and under which key. */
export type Echo = {
  key: ReasoningKey;
  /** `calls`: those that called tools; `all`: every answer; `none`: the model does not think now. */
  on: "none" | "calls" | "all";
  /** Whether a message that called tools must carry the key even when there is no reasoning to put there. */
  required: boolean;
};

export type MessageRules = { input: ModelCapabilities["input"]; echo: Echo; namesToolResults: boolean };

/** How many pictures and videos the model cannot see. */
export type LeftOut = { image: number; video: number };

/** The messages as every dialect writes them, without any that is empty, and what had to be left out. */
export async function encodeMessages(
  system: string | undefined,
  messages: readonly ChatMessage[],
  rules: MessageRules,
): Promise<{ messages: WireMessage[]; leftOut: LeftOut }> {
  const leftOut: LeftOut = { image: 0, video: 0 };
  const encoded: WireMessage[] = system?.trim() ? [{ role: "system", content: system }] : [];
  for (const message of messages) {
    const one =
      message.role === "user"
        ? await encodeUser(message, rules.input, leftOut)
        : message.role === "assistant"
          ? encodeAssistant(message, rules.echo)
          : encodeToolResult(message, rules.namesToolResults);
    if (one) encoded.push(one);
  }
  return { messages: encoded, leftOut };
}

async function encodeUser(
  { content }: UserMessage,
  input: ModelCapabilities["input"],
  leftOut: LeftOut,
): Promise<WireMessage | undefined> {
  const parts: WirePart[] = [];
  let unseen = 0;
  for (const part of content) {
    if (part.type === "text") {
      if (part.text.trim() !== "") parts.push({ type: "text", text: part.text });
    } else if (input[part.type]) {
      parts.push(await encodeMedia(part));
    } else {
      leftOut[part.type] += 1;
      unseen += 1;
    }
  }
  const [first] = parts;
  if (first?.type === "text" && parts.length === 1) return { role: "user", content: first.text };
  if (first) return { role: "user", content: parts };
  // Without this line the question would be missing, and endpoints refuse a conversation that has none.
  return unseen > 0
    ? { role: "user", content: "(An attachment stood here that you cannot see.)" }
    : undefined;
}

/** Content is left out, not empty, where tools were called without a word: gateways refuse an empty text. */
function encodeAssistant(message: AssistantMessage, echo: Echo): WireMessage | undefined {
  const { text, toolCalls } = message;
  if (text === "" && toolCalls.length === 0) return undefined;
  return {
    role: "assistant",
    ...(text !== "" && { content: text }),
    ...echoOf(message, echo),
    ...(toolCalls.length > 0 && {
      tool_calls: toolCalls.map((call) => ({
        id: call.wireId,
        type: "function" as const,
        function: { name: call.toolName, arguments: argumentsOf(call) },
      })),
    }),
  };
}

function echoOf(
  { reasoning, toolCalls }: AssistantMessage,
  { key, on, required }: Echo,
): Partial<WireMessage> {
  if (on === "none" || (on === "calls" && toolCalls.length === 0)) return {};
  if (!reasoning) return required && toolCalls.length > 0 ? { [textKeyOf(key)]: "" } : {};
  if (key !== "reasoning_details") return { [key]: reasoning.text };
  return reasoning.details ? { reasoning_details: reasoning.details } : { reasoning: reasoning.text };
}

/** Details are the vendor's own objects and cannot be made up; plain text has its place beside them. */
function textKeyOf(key: ReasoningKey): ReasoningKey {
  return key === "reasoning_details" ? "reasoning" : key;
}

/** Engines parse the arguments of earlier calls for their template and fail on broken ones, so those are wrapped. */
function argumentsOf(call: ChatToolCall): string {
  if (call.arguments.trim() === "") return "{}";
  try {
    JSON.parse(call.arguments);
    return call.arguments;
  } catch {
    return JSON.stringify({ unreadable: call.arguments });
  }
}

function encodeToolResult(
  { wireId, toolName, output }: Extract<ChatMessage, { role: "tool" }>,
  named: boolean,
): WireMessage {
  return {
    role: "tool",
    tool_call_id: wireId,
    ...(named && { name: toolName }),
    content: output.trim() === "" ? "(no output)" : output,
  };
}
