import type { ErrorCode } from "./part";

export type ErrorDetails = {
  /** What the endpoint sent, at most 4 kB and free of keys. */
  detail?: string;
  /** What the words are made from, for other languages: provider, variable, model, seconds, limit. */
  data?: Record<string, string | number>;
  cause?: unknown;
};

const brand = Symbol.for("perigee.error");

/** Everything that can go wrong and is told to a person: one of the closed family, with its two sentences. */
export class PerigeeError extends Error {
  override name = "PerigeeError";
  readonly [brand] = true;
  readonly detail?: string;
  readonly data?: Record<string, string | number>;

  constructor(
    readonly code: ErrorCode,
    /** One sentence of what happened. */
    message: string,
    /** One sentence of what to do. */
    readonly hint: string,
    { detail, data, cause }: ErrorDetails = {},
  ) {
    super(message, { cause });
    if (detail !== undefined) this.detail = detail;
    if (data !== undefined) this.data = data;
  }
}

/** Whether what was thrown is ours. A server loads a module once per bundle, so that `instanceof` misses some. */
export function isPerigeeError(thrown: unknown): thrown is PerigeeError {
  return thrown instanceof Error && brand in thrown;
}
