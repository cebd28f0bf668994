import "server-only";
import type { Usage } from "@/lib/core/message/part";
import type { Prices } from "@/lib/core/model/capabilities";
import { asCount, asObject } from "./loose-json";

export type Counts = Pick<Usage, "inputTokens" | "outputTokens" | "cachedTokens" | "reasoningTokens">;

/**
 * Token counts from a `usage` object, or undefined when it tells none. Cached tokens stand flat (Moonshot) or in
 * `prompt_tokens_details`; reasoning tokens in `completion_tokens_details` or flat (SGLang). Zeros for everything
 * are no counts: engines send them on chunks before the last.
 */
export function readUsage(value: unknown): Counts | undefined {
  const usage = asObject(value);
  if (!usage) return undefined;
  const inputTokens = asCount(usage.prompt_tokens) ?? 0;
  const total = asCount(usage.total_tokens) ?? 0;
  const outputTokens = asCount(usage.completion_tokens) ?? Math.max(0, total - inputTokens);
  if (inputTokens === 0 && outputTokens === 0) return undefined;
  const cachedTokens =
    asCount(usage.cached_tokens) ?? asCount(asObject(usage.prompt_tokens_details)?.cached_tokens) ?? 0;
  const reasoningTokens =
    asCount(asObject(usage.completion_tokens_details)?.reasoning_tokens) ?? asCount(usage.reasoning_tokens);
  return {
    inputTokens,
    outputTokens,
    cachedTokens,
    ...(reasoningTokens !== undefined && { reasoningTokens }),
  };
}

/** The counts with their cost in US dollars, where prices are known. */
export function withCost(counts: Counts, estimated: boolean, prices: Prices | undefined): Usage {
  if (!prices) return { ...counts, estimated };
  const { inputTokens, outputTokens, cachedTokens } = counts;
  const perMillion =
    Math.max(0, inputTokens - cachedTokens) * prices.input +
    cachedTokens * prices.cachedInput +
    outputTokens * prices.output;
  return { ...counts, estimated, costUsd: perMillion / 1_000_000 };
}
