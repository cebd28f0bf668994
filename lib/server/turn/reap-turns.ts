import "server-only";
import { endTurn } from "./end-turn";
import type { TurnContext } from "./turn-context";

/**
 * Ends the turns whose process died, as `interrupted`, with what their log has.
 * @param input.silentForMs how long a turn's heart must not have beaten; 0 when no other process can be writing.
 * @returns how many it ended
 */
export async function reapTurns({
  ctx: { database, signals, turns, clock, log },
  input: { silentForMs },
}: {
  ctx: Pick<TurnContext, "database" | "signals" | "turns" | "clock" | "log">;
  input: { silentForMs: number };
}): Promise<number> {
  const dead = await database
    .selectFrom("turns")
    .select(["id", "assistantMessageId", "heartbeatAt"])
    .where("status", "=", "running")
    .where("heartbeatAt", "<=", clock() - silentForMs)
    .execute();
  let ended = 0;
  for (const { id, assistantMessageId, heartbeatAt } of dead) {
    if (turns.get(id)) continue;
    const event = { type: "turn-end" as const, reason: "interrupted" as const, endedAt: heartbeatAt };
    try {
      if (!(await endTurn(database, { turnId: id, messageId: assistantMessageId }, event, { log }))) continue;
      ended += 1;
      await signals.send([{ kind: "turn-log", turnId: id }]);
    } catch (error) {
      // One turn that cannot be ended must not keep the others, or the server, from theirs.
      log(`a dead turn could not be ended: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return ended;
}
