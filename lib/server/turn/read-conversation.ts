import "server-only";
import type { Conversation, Message } from "@/lib/core/message/message";
import { getConversation } from "../conversation/get-conversation";
import { foldTurn } from "./fold-turn";
import type { TurnContext } from "./turn-context";

/**
 * A conversation as it stands now: messages that are being written have the parts so far, and `turn.seq` says from
 * where to read on.
 * @throws PerigeeError `not-found`
 */
export async function readConversation({
  ctx,
  input,
}: {
  ctx: Pick<TurnContext, "database" | "turns" | "clock">;
  input: { conversationId: string };
}): Promise<Conversation> {
  // What is live is written first, so that the log which is folded below has all that was seen.
  const live = ctx.turns.all().filter((turn) => turn.conversationId === input.conversationId);
  // Where that fails, what is stored is still worth reading, and the stream brings the rest.
  await Promise.allSettled(live.map((turn) => ctx.turns.settle(turn)));
  const conversation = await getConversation({ ctx, input });
  const messages = await Promise.all(conversation.messages.map((message) => withPartsSoFar(ctx, message)));
  return { ...conversation, messages };
}

async function withPartsSoFar(
  { database }: Pick<TurnContext, "database">,
  message: Message,
): Promise<Message> {
  const { turn } = message;
  if (turn?.status !== "running") return message;
  const { state } = await foldTurn(database, turn.id, message.parts);
  return { ...message, parts: state.parts, turn: { ...turn, seq: state.seq } };
}
