import "server-only";
import { randomBytes } from "node:crypto";
import type { ErrorCode } from "@/lib/core/message/part";
import { isPerigeeError, PerigeeError } from "@/lib/core/message/perigee-error";
import { loggable } from "./loggable";

/** What an endpoint refused us is 502: it is not the caller who lacks a key or asked too often. */
const statusOf: Record<ErrorCode, number> = {
  "invalid-request": 400,
  "corrupt-media": 400,
  "provider-unknown": 400,
  "bad-parameter": 400,
  forbidden: 403,
  "not-found": 404,
  conflict: 409,
  interrupted: 409,
  "too-large": 413,
  "context-length": 413,
  "unsupported-media": 415,
  "content-filter": 422,
  "rate-limit": 429,
  internal: 500,
  auth: 502,
  permission: 502,
  quota: 502,
  "model-gone": 502,
  network: 502,
  protocol: 502,
  server: 502,
  overloaded: 503,
  timeout: 504,
};

/** Maps what a handler threw to the one error shape. What nobody foresaw is logged, and told by a number only. */
export function errorResponse(error: unknown, log: (text: string) => void): Response {
  const { code, message, hint, data } = isPerigeeError(error) ? error : unforeseen(error, log);
  return Response.json(
    { error: { code, message, hint, ...(data && { data }) } },
    { status: statusOf[code], headers: { "cache-control": "no-store" } },
  );
}

function unforeseen(error: unknown, log: (text: string) => void): PerigeeError {
  const id = randomBytes(4).toString("hex");
  log(`error ${id}: ${loggable(error)}`);
  return new PerigeeError(
    "internal",
    `Something went wrong inside the server (error ${id}).`,
    `Try again; the server's log says more under ${id}.`,
    { data: { id } },
  );
}
