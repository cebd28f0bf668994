import "server-only";
import type { ChatMessage } from "../chat-provider";

const ordinal = /^functions\.[^:]+:\d+$/;

/**
 * Gives tool calls and their results the ids that go on the wire: verbatim, or all of them as `functions.name:n`,
 * counted over the whole conversation, where the engine reads them and one is of another make. Kimi K2 then answers
 * with nothing at all (MoonshotAI/Kimi-K2#128). An id that was never sent gets one in any case.
 */
export function withToolIds(messages: readonly ChatMessage[], engineReadsIds: boolean): ChatMessage[] {
  const ids = messages.flatMap((message) =>
    message.role === "assistant" ? message.toolCalls.map((call) => call.wireId) : [],
  );
  const isForeign = (id: string) => id === "" || (engineReadsIds && !ordinal.test(id));
  if (!ids.some(isForeign)) return [...messages];
  let count = 0;
  // Ids may come again in later turns; a result belongs to the nearest call above it that has none yet.
  const pending = new Map<string, string[]>();
  return messages.map((message) => {
    if (message.role === "tool")
      return { ...message, wireId: pending.get(message.wireId)?.shift() ?? message.wireId };
    if (message.role !== "assistant") return message;
    pending.clear();
    const toolCalls = message.toolCalls.map((call) => {
      const wireId = `functions.${call.toolName}:${count++}`;
      pending.set(call.wireId, [...(pending.get(call.wireId) ?? []), wireId]);
      return { ...call, wireId };
    });
    return { ...message, toolCalls };
  });
}
