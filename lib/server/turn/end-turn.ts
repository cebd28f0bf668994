import "server-only";
import { applyEvent } from "@/lib/core/message/apply-event";
import { encodeEvent } from "@/lib/core/message/encode-event";
import type { StreamEvent } from "@/lib/core/message/stream-event";
import { partsOf } from "../conversation/message-row";
import type { Database } from "../database/schema";
import { foldTurn } from "./fold-turn";
import type { LogEntry } from "./live-turn";

type TurnEnd = Extract<StreamEvent, { type: "turn-end" }>;

/**
 * Stores a turn as ended: its message's parts, its reason, and the closing event in the log, all in one commit.
 * @param options.tail what the log lacks so far, written along
 * @returns whether this call ended it; false when it had ended, or was deleted.
 */
export async function endTurn(
  database: Database,
  { turnId, messageId }: { turnId: string; messageId: string },
  event: TurnEnd,
  { log, tail }: { log: (text: string) => void; tail?: LogEntry | undefined },
): Promise<boolean> {
  const message = await database
    .selectFrom("messages")
    .select(["parts", "conversationId"])
    .where("id", "=", messageId)
    .executeTakeFirst();
  if (!message) return false;
  const { state: open, lastSeq, broken } = await foldTurn(database, turnId, partsOf(message.parts), tail);
  if (broken) log(`the log of a turn is folded only in part: ${broken.message}`);
  const state = applyEvent(open, { seq: lastSeq + 1, event });
  return await database.transaction().execute(async (transaction) => {
    const { numUpdatedRows } = await transaction
      .updateTable("turns")
      .set({
        status: "ended",
        reason: event.reason,
        endedAt: event.endedAt,
        firstTokenAt: event.firstTokenAt ?? null,
        seq: state.seq,
      })
      .where("id", "=", turnId)
      .where("status", "=", "running")
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
    await transaction
      .updateTable("messages")
      .set({ parts: JSON.stringify(state.parts) })
      .where("id", "=", messageId)
      .execute();
    await transaction
      .updateTable("conversations")
      .set({ updatedAt: event.endedAt })
      .where("id", "=", message.conversationId)
      .execute();
    const last = { turnId, fromSeq: state.seq, toSeq: state.seq, body: encodeEvent(state.seq, event) };
    await transaction
      .insertInto("turnLog")
      .values(tail ? [tail, last] : [last])
      .execute();
    return true;
  });
}
