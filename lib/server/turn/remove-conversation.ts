import "server-only";
import { deleteConversation } from "../conversation/delete-conversation";
import { stopTurn } from "./stop-turn";
import type { TurnContext } from "./turn-context";

/**
 * Stops what runs in a conversation, then deletes it.
 * @throws PerigeeError `not-found`
 */
export async function removeConversation({
  ctx,
  input,
}: {
  ctx: Pick<TurnContext, "database" | "signals" | "turns" | "clock">;
  input: { conversationId: string };
}): Promise<void> {
  const running = await ctx.database
    .selectFrom("turns")
    .select("id")
    .where("conversationId", "=", input.conversationId)
    .where("status", "=", "running")
    .execute();
  await Promise.all(running.map(({ id }) => stopTurn({ ctx, input: { turnId: id } })));
  await deleteConversation({ ctx, input });
  // One that was started meanwhile has nowhere to write to.
  for (const turn of ctx.turns.all()) {
    if (turn.conversationId === input.conversationId) turn.abort.abort();
  }
}
