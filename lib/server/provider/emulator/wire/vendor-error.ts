import "server-only";

/** Why a vendor refuses; each wire has its own status, type and body for it. */
export type Failure =
  | "invalid-request"
  | "too-large"
  | "context-length"
  | "content-filter"
  | "no-key"
  | "wrong-key"
  | "not-found"
  | "model-gone"
  | "method"
  | "rate-limit"
  | "overloaded"
  | "quota"
  | "server";

/** A refusal in the vendor's own words; the wire in use turns it into a response. */
export class VendorError extends Error {
  override name = "VendorError";
  constructor(
    readonly failure: Failure,
    message: string,
    readonly options: { param?: string; headers?: Record<string, string> } = {},
  ) {
    super(message);
  }
}

/** A request that breaks a rule: status 400 everywhere. `param` is the field at fault. */
export function invalid(message: string, param?: string): VendorError {
  return new VendorError("invalid-request", message, param ? { param } : {});
}

/** The usual status of each failure; wires name only where theirs differs. */
export const usualStatus: Readonly<Record<Failure, number>> = {
  "invalid-request": 400,
  "too-large": 413,
  "context-length": 400,
  "content-filter": 400,
  "no-key": 401,
  "wrong-key": 401,
  "not-found": 404,
  "model-gone": 404,
  method: 405,
  "rate-limit": 429,
  overloaded: 503,
  quota: 402,
  server: 500,
};
