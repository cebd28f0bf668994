import "server-only";
import { PerigeeError } from "@/lib/core/message/perigee-error";
import type { Database } from "../database/schema";

/** Where a turn stands in the store; undefined when it is not there. */
export async function readTurn(database: Database, turnId: string) {
  return await database
    .selectFrom("turns")
    .select(["status", "seq", "reason"])
    .where("id", "=", turnId)
    .executeTakeFirst();
}

export function turnNotFound(): PerigeeError {
  return new PerigeeError("not-found", "There is no such turn.", "Its conversation may have been deleted.");
}
