import type { ErrorCode } from "@/lib/core/message/part";
import { type ErrorDetails, PerigeeError } from "@/lib/core/message/perigee-error";

/** A request to this server that failed. */
export class ApiError extends PerigeeError {
  override name = "ApiError";
  /** The HTTP status; 0 when no answer came. */
  readonly status: number;

  constructor(
    code: ErrorCode,
    message: string,
    hint: string,
    { status, ...details }: ErrorDetails & { status: number },
  ) {
    super(code, message, hint, details);
    this.status = status;
  }
}

/** The server could not be reached, or the connection broke. */
export function unreachable(cause?: unknown): ApiError {
  return new ApiError(
    "network",
    "The Perigee server cannot be reached.",
    "Check that it is running and that you are online, then try again.",
    { status: 0, data: { unreachable: 1 }, cause },
  );
}

/** The server answered, but not as this page expects. */
export function unreadable(status: number, cause?: unknown): ApiError {
  return new ApiError(
    status >= 500 ? "server" : "protocol",
    `The server answered with status ${status} and nothing this page can read.`,
    "Try again; if it stays so, reload the page.",
    { status, cause },
  );
}

const codes: Record<ErrorCode, true> = {
  "invalid-request": true,
  "not-found": true,
  conflict: true,
  "unsupported-media": true,
  "corrupt-media": true,
  "too-large": true,
  forbidden: true,
  "provider-unknown": true,
  auth: true,
  permission: true,
  quota: true,
  "rate-limit": true,
  overloaded: true,
  "model-gone": true,
  "bad-parameter": true,
  "content-filter": true,
  "context-length": true,
  network: true,
  timeout: true,
  protocol: true,
  server: true,
  interrupted: true,
  internal: true,
};

function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === "string" && Object.hasOwn(codes, value);
}

/** Makes the error from a refused request's body, `{error: {code, message, hint?, data?}}`. */
export function errorOf(status: number, body: string): ApiError {
  const { code, message, hint, data } = fieldsOf(fieldsOf(parsed(body)).error);
  if (!isErrorCode(code) || typeof message !== "string") return unreadable(status);
  return new ApiError(code, message, typeof hint === "string" ? hint : "", { status, data: plain(data) });
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // A proxy's error page; the status says what there is to say.
    return undefined;
  }
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function plain(value: unknown): Record<string, string | number> {
  const entries = Object.entries(fieldsOf(value));
  return Object.fromEntries(
    entries.filter(
      (entry): entry is [string, string | number] =>
        typeof entry[1] === "string" || typeof entry[1] === "number",
    ),
  );
}
