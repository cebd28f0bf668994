import type { QueryClient } from "@tanstack/react-query";
import type { Conversation, ConversationSummary, Message, TurnSummary } from "@/lib/core/message/message";
import type { Part } from "@/lib/core/message/part";
import type { StreamEvent, TurnState } from "@/lib/core/message/stream-event";
import { conversationOptions, conversationsOptions, withConversations } from "../api/queries";
import type { StartTurnBody } from "../api/requests";

export type TurnStart = Extract<StreamEvent, { type: "turn-start" }>;

/** The message a turn writes, as far as this page knows it. */
export function cachedMessage(
  client: QueryClient,
  conversationId: string,
  messageId: string,
): Message | undefined {
  const conversation = client.getQueryData(conversationOptions(conversationId).queryKey);
  return conversation?.messages.find((message) => message.id === messageId);
}

/** Puts what a turn has just stored into the query data: the question, the answer to come, the conversation. */
export function showStarted(client: QueryClient, start: TurnStart, body: StartTurnBody): void {
  const { conversationId, assistantMessageId, turnId, startedAt } = start;
  const { queryKey } = conversationOptions(conversationId);
  const isNew = "parts" in body && body.conversationId === undefined;
  const known = client.getQueryData(queryKey) ?? (isNew ? emptyConversation(start, body) : undefined);
  if (known) {
    // An answer on its way may be from before this turn.
    client.cancelQueries({ queryKey, exact: true });
    client.setQueryData(queryKey, {
      ...known,
      leafId: assistantMessageId,
      updatedAt: startedAt,
      runningTurnId: turnId,
      messages: withStarted(known, start, body),
    });
  }
  // The server words the title of a new conversation.
  if (!known || isNew) client.invalidateQueries({ queryKey, exact: true });
  touchInList(client, conversationId, (summary) => ({
    ...summary,
    updatedAt: startedAt,
    runningTurnId: turnId,
  }));
}

function emptyConversation({ conversationId, startedAt }: TurnStart, body: StartTurnBody): Conversation {
  const text = "parts" in body ? body.parts.find((part) => part.type === "text")?.text : undefined;
  return {
    id: conversationId,
    title: text?.trim().split("\n")[0]?.slice(0, 60) ?? "",
    createdAt: startedAt,
    updatedAt: startedAt,
    leafId: null,
    messages: [],
  };
}

function withStarted(known: Conversation, start: TurnStart, body: StartTurnBody): Message[] {
  const { conversationId, userMessageId, assistantMessageId, startedAt } = start;
  const turn = summaryOf(start);
  const messages = known.messages.map((message) =>
    message.id === assistantMessageId ? { ...message, turn } : message,
  );
  const has = (id: string) => messages.some((message) => message.id === id);
  const common = { conversationId, createdAt: startedAt };
  if ("parts" in body && !has(userMessageId)) {
    const parentId = body.parentId === undefined ? known.leafId : body.parentId;
    messages.push({ ...common, id: userMessageId, parentId, role: "user", parts: body.parts });
  }
  if (!has(assistantMessageId)) {
    messages.push({
      ...common,
      id: assistantMessageId,
      parentId: userMessageId,
      role: "assistant",
      parts: [],
      turn,
    });
  }
  return messages;
}

function summaryOf({ turnId, provider, model, thinking, startedAt }: TurnStart): TurnSummary {
  return { id: turnId, status: "running", provider, model, thinking, startedAt, seq: 0 };
}

/** Puts the finished message into the query data. */
export function showEnded(
  client: QueryClient,
  ids: { conversationId: string; turnId: string; assistantMessageId: string },
  { parts, seq, end }: TurnState,
): void {
  const { conversationId, turnId, assistantMessageId } = ids;
  const { queryKey } = conversationOptions(conversationId);
  const { type: _, ...ended } = end ?? { type: "turn-end", endedAt: Date.now() };
  const finished = (message: Message): Message =>
    message.id === assistantMessageId && message.turn
      ? { ...message, parts, turn: { ...message.turn, id: turnId, ...ended, status: "ended", seq } }
      : message;
  const known = client.getQueryData(queryKey);
  if (known) {
    client.cancelQueries({ queryKey, exact: true });
    client.setQueryData(queryKey, {
      ...withoutTurn(known, turnId),
      updatedAt: Math.max(known.updatedAt, ended.endedAt),
      messages: known.messages.map(finished),
    });
  }
  // What the page has may be more than what a process that died had stored.
  if (end?.reason === "interrupted") client.invalidateQueries({ queryKey, exact: true });
  touchInList(client, conversationId, (summary) => withoutTurn(summary, turnId));
}

function withoutTurn<T extends ConversationSummary>(summary: T, turnId: string): T {
  if (summary.runningTurnId !== turnId) return summary;
  const { runningTurnId: _, ...rest } = summary;
  // Only an optional field is left out.
  return rest as T;
}

/** Changes a conversation's line in the list; a line that is not there yet is asked of the server. */
function touchInList(
  client: QueryClient,
  id: string,
  change: (summary: ConversationSummary) => ConversationSummary,
): void {
  const { queryKey } = conversationsOptions();
  const list = client.getQueryData(queryKey);
  const isThere = list?.pages.some((page) => page.conversations.some((one) => one.id === id)) ?? false;
  if (!list || !isThere) {
    client.invalidateQueries({ queryKey, exact: true });
    return;
  }
  client.cancelQueries({ queryKey, exact: true });
  const changed = withConversations(list, (conversations) =>
    conversations.map((one) => (one.id === id ? change(one) : one)),
  );
  client.setQueryData(queryKey, changed);
}

/** What a message had before a turn goes on with it. */
export function partsBefore(
  client: QueryClient,
  { conversationId, assistantMessageId, parts }: TurnStart,
): readonly Part[] | undefined {
  if (parts === 0) return [];
  const known = cachedMessage(client, conversationId, assistantMessageId)?.parts;
  return known?.length === parts ? known : undefined;
}
