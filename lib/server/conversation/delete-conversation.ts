import "server-only";
import type { ConversationContext } from "./conversation-context";
import { notFound } from "./not-found";

/**
 * Deletes a conversation with its messages, turns and logs. Stop its running turns first.
 * @throws PerigeeError `not-found`
 */
export async function deleteConversation({
  ctx: { database },
  input: { conversationId },
}: {
  ctx: ConversationContext;
  input: { conversationId: string };
}): Promise<void> {
  const { numDeletedRows } = await database
    .deleteFrom("conversations")
    .where("id", "=", conversationId)
    .executeTakeFirst();
  if (numDeletedRows === 0n) throw notFound("conversation");
}
