import "server-only";
import type { ChatRequest } from "../chat-provider";
import type { WireFields, WireMessage } from "./chat-body";
import type { Dialect } from "./dialect";

/** Whether the last message is an answer that can be gone on with. */
export function continuesLast({ continueLast: wanted, messages }: ChatRequest): boolean {
  const last = messages.at(-1);
  return wanted === true && last?.role === "assistant" && last.text !== "" && last.toolCalls.length === 0;
}

const goOn =
  "Your last answer was cut off. Go on exactly where it stopped, in the middle of the word if need be. " +
  "Repeat nothing of it, and do not comment on the interruption.";

/** Changes the last of the messages, or adds one, and answers with the fields that belong to it. */
export function continueLast(
  dialect: Dialect,
  messages: WireMessage[],
  request: ChatRequest,
  thinking: boolean,
): WireFields {
  // An engine's parser takes what a thinking model begins with for reasoning, so an open message cannot go on.
  if (dialect.continuation === "ask" || (dialect.continuation === "final-message" && thinking)) {
    messages.push({ role: "user", content: goOn });
    return {};
  }
  if (dialect.continuation === "final-message")
    return { continue_final_message: true, add_generation_prompt: false };
  const last = messages.at(-1);
  const written = request.messages.at(-1);
  if (!last || written?.role !== "assistant") return {};
  // Prefilled content of a thinking model is taken only together with its reasoning.
  const reasoning = thinking ? { [dialect.reasoningKey]: written.reasoning?.text ?? "" } : {};
  messages[messages.length - 1] = { ...last, ...reasoning, partial: true };
  return {};
}
