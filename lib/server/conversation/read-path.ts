import "server-only";
import type { Message } from "@/lib/core/message/message";
import type { ConversationContext } from "./conversation-context";
import { messageOf } from "./message-row";
import { notFound } from "./not-found";

/**
 * The messages from the root to one message, in reading order: what a model is shown.
 * @throws PerigeeError `not-found` when the conversation has no such message.
 */
export async function readPath({
  ctx: { database },
  input: { conversationId, messageId },
}: {
  ctx: Pick<ConversationContext, "database">;
  input: { conversationId: string; messageId: string };
}): Promise<Message[]> {
  const links = await database
    .selectFrom("messages")
    .select(["id", "parentId"])
    .where("conversationId", "=", conversationId)
    .execute();
  const parents = new Map(links.map((link) => [link.id, link.parentId]));
  const path: string[] = [];
  for (let id: string | null | undefined = messageId; id; id = parents.get(id)) {
    if (!parents.has(id) || path.length > parents.size) throw notFound("message");
    path.push(id);
  }
  const rows = await database.selectFrom("messages").selectAll().where("id", "in", path).execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return path.reverse().flatMap((id) => {
    const row = byId.get(id);
    return row ? [messageOf(row)] : [];
  });
}
