import "server-only";
import type { Message } from "@/lib/core/message/message";
import type { MediaPart, Part, ReasoningPart } from "@/lib/core/message/part";
import type { ChatMedia, ChatMessage } from "../provider/chat-provider";

type AssistantMessage = Extract<ChatMessage, { role: "assistant" }>;
type ToolMessage = Extract<ChatMessage, { role: "tool" }>;

/**
 * What a model is shown of the messages on one branch. Media is read only when the request is encoded.
 * @param read the bytes of a blob
 */
export function historyOf(
  path: readonly Message[],
  read: (blob: string) => Promise<Uint8Array>,
): ChatMessage[] {
  return path.flatMap((message) =>
    message.role === "user" ? userMessage(message.parts, read) : assistantMessages(message.parts),
  );
}

function userMessage(parts: readonly Part[], read: (blob: string) => Promise<Uint8Array>): ChatMessage[] {
  const media = ({ type, mediaType, bytes, blob }: MediaPart): ChatMedia => ({
    type,
    mediaType,
    bytes,
    read: () => read(blob),
  });
  const content = parts.flatMap((part): Extract<ChatMessage, { role: "user" }>["content"] => {
    if (part.type === "text") return part.text === "" ? [] : [part];
    return part.type === "image" || part.type === "video" ? [media(part)] : [];
  });
  return content.length > 0 ? [{ role: "user", content }] : [];
}

/**
 * One stored answer holds every step of its turn. On the wire each step is a message, followed by the results of
 * its calls; a call that was never answered is left out, as endpoints refuse it.
 */
function assistantMessages(parts: readonly Part[]): ChatMessage[] {
  const results = new Map(
    parts.flatMap((part) => (part.type === "tool-result" ? [[part.callId, part.output]] : [])),
  );
  const messages: ChatMessage[] = [];
  let step = newStep();
  const close = () => {
    if (step.assistant.text !== "" || step.assistant.toolCalls.length > 0) {
      messages.push(step.assistant, ...step.tools);
    }
    step = newStep();
  };
  for (const part of parts) {
    if ((part.type === "reasoning" || part.type === "text") && step.tools.length > 0) close();
    if (part.type === "reasoning") step.assistant.reasoning = withMore(step.assistant.reasoning, part);
    if (part.type === "text") step.assistant.text += part.text;
    if (part.type !== "tool-call") continue;
    const output = results.get(part.callId);
    if (output === undefined) continue;
    const { wireId, toolName } = part;
    step.assistant.toolCalls.push({ wireId, toolName, arguments: part.arguments });
    step.tools.push({ role: "tool", wireId, toolName, output });
  }
  close();
  return messages;
}

function newStep(): { assistant: AssistantMessage; tools: ToolMessage[] } {
  return { assistant: { role: "assistant", text: "", toolCalls: [] }, tools: [] };
}

function withMore(
  reasoning: AssistantMessage["reasoning"],
  { text, key, details }: ReasoningPart,
): NonNullable<AssistantMessage["reasoning"]> {
  return {
    ...reasoning,
    text: (reasoning?.text ?? "") + text,
    ...(key && { key }),
    ...(details && { details }),
  };
}
