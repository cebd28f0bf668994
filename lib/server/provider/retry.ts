import "server-only";
import type { ProviderError } from "./chat-provider";

/** How often one model call is made at most. */
const maxAttempts = 4;
const firstWaitMs = 1_000;
const longestWaitMs = 30_000;
/** A person waits this long for a vendor, not longer; the error then says how long it would have been. */
const longestVendorWaitMs = 60_000;

/**
 * Milliseconds to wait before the request is made again, or undefined when it should not be: the vendor's own wait,
 * else a random part of a wait that doubles (full jitter, so that many callers do not come back at once).
 * @param attempt how many times it was made, from 1
 * @param random answers 0 to 1
 */
export function waitBeforeRetry(
  { retryable, retryAfterSeconds }: ProviderError,
  attempt: number,
  random: () => number,
): number | undefined {
  if (!retryable || attempt >= maxAttempts) return undefined;
  if (retryAfterSeconds !== undefined) {
    const ms = retryAfterSeconds * 1000;
    return ms <= longestVendorWaitMs ? ms : undefined;
  }
  return Math.round(random() * Math.min(longestWaitMs, firstWaitMs * 2 ** (attempt - 1)));
}
