import "server-only";
import { PerigeeError } from "@/lib/core/message/perigee-error";

/**
 * The event after which a reader wants the rest: `Last-Event-ID`, else `?after=`, else 0 for all of them. The header
 * goes first, since a browser that reconnects keeps the address and moves the header on.
 * @throws PerigeeError `invalid-request` for what is no event number
 */
export function readEventNumber(request: Request): number {
  const asked =
    request.headers.get("last-event-id") || new URL(request.url).searchParams.get("after") || "0";
  const seq = Number(asked);
  if (/^\d+$/.test(asked) && Number.isSafeInteger(seq)) return seq;
  throw new PerigeeError(
    "invalid-request",
    "Last-Event-ID and after must be an event number, or 0 for all events.",
    "Give the id of the last event you have.",
  );
}
