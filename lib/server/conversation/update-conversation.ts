import "server-only";
import type { ConversationSummary } from "@/lib/core/message/message";
import type { ConversationContext } from "./conversation-context";
import { notFound } from "./not-found";

/**
 * Renames a conversation, or chooses the branch that is shown by its last message.
 * @throws PerigeeError `not-found` for the conversation, or for a leaf that is none of its messages.
 */
export async function updateConversation({
  ctx: { database, clock },
  input: { conversationId, title, leafId },
}: {
  ctx: ConversationContext;
  input: { conversationId: string; title?: string | undefined; leafId?: string | undefined };
}): Promise<ConversationSummary> {
  if (leafId !== undefined) {
    const leaf = await database
      .selectFrom("messages")
      .select("id")
      .where("id", "=", leafId)
      .where("conversationId", "=", conversationId)
      .executeTakeFirst();
    if (!leaf) throw notFound("message");
  }
  // Walking branches is reading, so that only a new title moves the conversation up the list.
  const changes = {
    ...(title !== undefined && { title, updatedAt: clock() }),
    ...(leafId !== undefined && { leafId }),
  };
  const row = await database
    .updateTable("conversations")
    .set(changes)
    .where("id", "=", conversationId)
    .returning(["id", "title", "createdAt", "updatedAt"])
    .executeTakeFirst();
  if (!row) throw notFound("conversation");
  return row;
}
