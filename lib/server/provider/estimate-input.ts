import "server-only";
import type { ChatMessage, ChatRequest } from "./chat-provider";
import { estimateTokens } from "./wire/estimate-tokens";

/** What Moonshot's help centre names for one picture; only used where an endpoint counts nothing itself. */
const tokensPerMedia = 1_024;

/** Roughly the tokens of a request, for endpoints that send no usage. */
export function estimateInput({ system = "", messages }: ChatRequest): number {
  return messages.reduce((sum, message) => sum + tokensOf(message), estimateTokens(system));
}

function tokensOf(message: ChatMessage): number {
  if (message.role === "tool") return estimateTokens(message.output);
  if (message.role === "assistant") {
    const calls = message.toolCalls.reduce((sum, call) => sum + estimateTokens(call.arguments), 0);
    return estimateTokens(message.text) + calls;
  }
  return message.content.reduce(
    (sum, part) => sum + (part.type === "text" ? estimateTokens(part.text) : tokensPerMedia),
    0,
  );
}
