import "server-only";
import { PerigeeError } from "@/lib/core/message/perigee-error";

/** For a blob that never was, is gone, or whose name is none. */
export function blobNotFound(): PerigeeError {
  return new PerigeeError("not-found", "There is no such file.", "Add the file to the message again.", {
    data: { what: "blob" },
  });
}
