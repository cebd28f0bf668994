import "server-only";
import type { ConversationSummary } from "@/lib/core/message/message";
import { PerigeeError } from "@/lib/core/message/perigee-error";
import type { ConversationContext } from "./conversation-context";

export type ConversationPage = { conversations: ConversationSummary[]; nextCursor?: string };

/**
 * Conversations, the last changed first, `limit` at a time; `nextCursor` asks for those that follow.
 * @throws PerigeeError `invalid-request` for a cursor that this route did not give.
 */
export async function listConversations({
  ctx: { database },
  input: { cursor, limit },
}: {
  ctx: ConversationContext;
  input: { cursor?: string; limit: number };
}): Promise<ConversationPage> {
  const after = cursor === undefined ? undefined : readCursor(cursor);
  let query = database
    .selectFrom("conversations")
    .select(["id", "title", "createdAt", "updatedAt"])
    .orderBy("updatedAt", "desc")
    .orderBy("id", "desc")
    .limit(limit + 1);
  if (after) {
    query = query.where((where) =>
      where.or([
        where("updatedAt", "<", after.updatedAt),
        where.and([where("updatedAt", "=", after.updatedAt), where("id", "<", after.id)]),
      ]),
    );
  }
  const rows = await query.execute();
  const page = rows.slice(0, limit);
  const running =
    page.length > 0
      ? await runningTurns(
          database,
          page.map((row) => row.id),
        )
      : new Map();
  const last = page.at(-1);
  return {
    conversations: page.map((row) => {
      const runningTurnId = running.get(row.id);
      return { ...row, ...(runningTurnId && { runningTurnId }) };
    }),
    ...(rows.length > limit && last && { nextCursor: `${last.updatedAt}.${last.id}` }),
  };
}

async function runningTurns(
  database: ConversationContext["database"],
  conversationIds: string[],
): Promise<Map<string, string>> {
  const turns = await database
    .selectFrom("turns")
    .select(["id", "conversationId"])
    .where("status", "=", "running")
    .where("conversationId", "in", conversationIds)
    .execute();
  return new Map(turns.map((turn) => [turn.conversationId, turn.id]));
}

function readCursor(cursor: string): { updatedAt: number; id: string } {
  const [, time, id] = /^(\d{1,15})\.([\w-]{1,64})$/.exec(cursor) ?? [];
  if (time === undefined || id === undefined) {
    throw new PerigeeError(
      "invalid-request",
      "The cursor is not one that this list gave.",
      "Leave it out to start at the newest conversation.",
    );
  }
  return { updatedAt: Number(time), id };
}
