import "server-only";
import { PerigeeError } from "@/lib/core/message/perigee-error";

/** An answer has one writer at a time. */
export function stillWritten(cause?: unknown): PerigeeError {
  return new PerigeeError(
    "conflict",
    "This answer is still being written.",
    "Wait until it is done, or stop it first.",
    { cause },
  );
}
