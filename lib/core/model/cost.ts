import type { Usage } from "../message/part";
import type { Prices } from "./capabilities";

/** US dollars of one model call: what came from the cache is billed at its own price. */
export function costUsd(
  { inputTokens, cachedTokens, outputTokens }: Pick<Usage, "inputTokens" | "cachedTokens" | "outputTokens">,
  prices: Prices,
): number {
  const cached = Math.min(cachedTokens, inputTokens);
  const millionths =
    (inputTokens - cached) * prices.input + cached * prices.cachedInput + outputTokens * prices.output;
  return millionths / 1_000_000;
}
