import "server-only";

/** Whether a store refused a row because another one has its unique key: SQLITE_CONSTRAINT_UNIQUE, or 23505. */
export function isDuplicate(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ("errcode" in error && error.errcode === 2067) || ("code" in error && error.code === "23505");
}
