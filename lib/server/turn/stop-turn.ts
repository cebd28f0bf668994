import "server-only";
import { PerigeeError } from "@/lib/core/message/perigee-error";
import { readTurn, turnNotFound } from "./read-turn";
import type { TurnContext } from "./turn-context";

/** How long another instance has to stop a turn of its own. */
const othersWithinMs = 5_000;

/**
 * Aborts the request upstream and ends the turn as `stopped`; returns when that is stored.
 * @returns false when it had ended.
 * @throws PerigeeError `not-found`
 */
export async function stopTurn({
  ctx: { database, signals, turns },
  input: { turnId },
}: {
  ctx: Pick<TurnContext, "database" | "signals" | "turns">;
  input: { turnId: string };
}): Promise<boolean> {
  const live = turns.get(turnId);
  if (live) {
    live.abort.abort();
    if (await live.finished) return true;
    throw new PerigeeError(
      "internal",
      "The answer was stopped, but its end could not be stored.",
      "What was written so far is kept; it is marked as interrupted in a minute.",
    );
  }
  const status = async () => (await readTurn(database, turnId))?.status;
  const found = await status();
  if (!found) throw turnNotFound();
  if (found === "ended") return false;
  await signals.send([{ kind: "turn-stop", turnId }]);
  for (const until = Date.now() + othersWithinMs; Date.now() < until; ) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    if ((await status()) !== "running") return true;
  }
  throw new PerigeeError(
    "conflict",
    "The server that writes this answer does not respond.",
    "Try again in a few seconds; it is then marked as interrupted.",
  );
}
