import "server-only";
import type { WireMessage } from "../chat/chat-body";
import type { Judged, Rule } from "./rule";

/** Source: platform.kimi.ai chat API (content must be neither empty nor a stringified array) and its error guide. */
export const messageRules: readonly Rule[] = [contents, partialPlace, toolResults];

function contents({ body }: Judged): string | undefined {
  for (const [index, message] of body.messages.entries()) {
    const complaint = contentOf(message, index);
    if (complaint) return `Invalid request: ${complaint}`;
  }
  return undefined;
}

function contentOf(message: WireMessage, index: number): string | undefined {
  const { content, role } = message;
  const where = `the message at position ${index} with role '${role}'`;
  if (Array.isArray(content)) {
    if (content.length === 0) return `${where} must not be empty`;
    const isEmpty = content.some((part) => part.type === "text" && !part.text);
    return isEmpty ? "text content is empty" : undefined;
  }
  // A call needs no words beside it, and partial mode may open with none.
  const mayBeEmpty =
    role === "assistant" && ((message.tool_calls ?? []).length > 0 || message.partial === true);
  if (!content) return mayBeEmpty ? undefined : `${where} must not be empty`;
  return isStringified(content)
    ? `${where} has a JSON-stringified array as content; send the array itself`
    : undefined;
}

function isStringified(content: string): boolean {
  if (!/^\s*\[\s*\{\s*"/.test(content) || !/\]\s*$/.test(content)) return false;
  try {
    const parsed: unknown = JSON.parse(content);
    return Array.isArray(parsed) && parsed.every(isContentPart);
  } catch {
    return false;
  }
}

function isContentPart(part: unknown): boolean {
  if (typeof part !== "object" || part === null || !("type" in part)) return false;
  return part.type === "text" || part.type === "image_url" || part.type === "video_url";
}

function partialPlace({ body }: Judged): string | undefined {
  const wrong = body.messages.findIndex(
    (message, index) =>
      message.partial === true && (message.role !== "assistant" || index !== body.messages.length - 1),
  );
  return wrong < 0
    ? undefined
    : "Invalid request: partial is only allowed on the last message, of role 'assistant'";
}

/** Each result answers a call of the assistant message before it, and each call has its result. */
function toolResults({ body }: Judged): string | undefined {
  // A list and not a set: engines may give two calls the same id.
  let open: string[] = [];
  for (const message of body.messages) {
    if (message.role === "tool") {
      const at = open.indexOf(message.tool_call_id ?? "");
      if (at < 0) return `Invalid request: tool_call_id ${message.tool_call_id ?? ""} is not found`;
      open = open.toSpliced(at, 1);
      continue;
    }
    if (open.length > 0) return unanswered(open);
    open = (message.tool_calls ?? []).map((call) => call.id);
  }
  return open.length > 0 ? unanswered(open) : undefined;
}

function unanswered(ids: readonly string[]): string {
  return `Invalid request: an assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: ${ids.join(", ")}`;
}
