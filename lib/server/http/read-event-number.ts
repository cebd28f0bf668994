import "server-only";
import { PerigeeError } from "@/lib/core/message/perigee-error";

/**
 * The event after which a reader wants the rest: `Last-Event-ID`, else `?after=`, else 0 for all of them. The header
 * goes first, since a browser that reconnects keeps the address and moves the header on.
 * @throws PerigeeError `invalid-request` for what is no event number
 */
export function readEventNumber(request: Request): number {
  const asked = request.headers.get("last-event-id") ?? new URL(request.url).searchParams.get("after") ?? "0";
  const seq = Number(asked);
  if (/^\d+$/.test(asked) && Number.isSafeInteger(seq)) return seq;
  throw new PerigeeError(
    "invalid-request",
    `The event number "${asked.slice(0, 40)}" is not a whole number from 0.`,
    "Give the id of the last event you have, or 0 for all of them.",
  );
}
