import "server-only";
import { PerigeeError } from "@/lib/core/message/perigee-error";

/** The same answer for what never was, what is gone and what belongs to somebody else. */
export function notFound(what: "conversation" | "message"): PerigeeError {
  return new PerigeeError(
    "not-found",
    `There is no such ${what}.`,
    "It may have been deleted; choose another conversation or start a new one.",
    { data: { what } },
  );
}
