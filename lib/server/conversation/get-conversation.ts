import "server-only";
import type { Conversation } from "@/lib/core/message/message";
import type { ConversationContext } from "./conversation-context";
import { messageOf } from "./message-row";
import { notFound } from "./not-found";

/**
 * A conversation with its whole tree of messages, oldest first. A message that is being written has the parts it
 * had before its turn, and `turn.seq` 0.
 * @throws PerigeeError `not-found`
 */
export async function getConversation({
  ctx: { database },
  input: { conversationId },
}: {
  ctx: ConversationContext;
  input: { conversationId: string };
}): Promise<Conversation> {
  const [conversation, messages, turns] = await Promise.all([
    database.selectFrom("conversations").selectAll().where("id", "=", conversationId).executeTakeFirst(),
    database
      .selectFrom("messages")
      .selectAll()
      .where("conversationId", "=", conversationId)
      .orderBy("createdAt")
      .orderBy("id")
      .execute(),
    database
      .selectFrom("turns")
      .selectAll()
      .where("conversationId", "=", conversationId)
      .orderBy("startedAt")
      .orderBy("id")
      .execute(),
  ]);
  if (!conversation) throw notFound("conversation");
  const lastTurns = new Map(turns.map((turn) => [turn.assistantMessageId, turn]));
  const running = turns.findLast((turn) => turn.status === "running");
  return {
    ...conversation,
    ...(running && { runningTurnId: running.id }),
    messages: messages.map((row) => messageOf(row, lastTurns.get(row.id))),
  };
}
