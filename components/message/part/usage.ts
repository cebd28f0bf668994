import type { TurnSummary } from "@/lib/core/message/message";
import type { Part, ReasoningPart, Usage, UsagePart } from "@/lib/core/message/part";

/** The sum of the model calls that made an answer; undefined when none was counted. */
export function totalUsage(parts: readonly Part[]): Usage | undefined {
  const calls = usageParts(parts);
  const sum = (count: (usage: Usage) => number | undefined) =>
    calls.reduce((total, usage) => total + (count(usage) ?? 0), 0);
  if (calls.length === 0) return undefined;
  return {
    inputTokens: sum((usage) => usage.inputTokens),
    outputTokens: sum((usage) => usage.outputTokens),
    cachedTokens: sum((usage) => usage.cachedTokens),
    estimated: calls.some((usage) => usage.estimated),
    ...(calls.some((usage) => usage.reasoningTokens !== undefined) && {
      reasoningTokens: sum((usage) => usage.reasoningTokens),
    }),
    // A sum with a price missing would be too low.
    ...(calls.every((usage) => usage.costUsd !== undefined) && { costUsd: sum((usage) => usage.costUsd) }),
  };
}

/** Seconds that a turn or a part took; undefined while its end is not known. */
export function secondsOf({ startedAt, endedAt }: TurnSummary | ReasoningPart): number | undefined {
  return endedAt === undefined ? undefined : Math.max(0, endedAt - startedAt) / 1000;
}

/** Short times keep a tenth. */
export function secondsFormat(seconds: number) {
  return { maximumFractionDigits: seconds < 10 ? 1 : 0 };
}

/** Tokens a second of the turn's last model call, from its first token on; undefined when too short to tell. */
export function speedOf(parts: readonly Part[], turn: TurnSummary): number | undefined {
  const last = usageParts(parts).at(-1);
  if (!last || turn.firstTokenAt === undefined || turn.endedAt === undefined) return undefined;
  const ms = turn.endedAt - turn.firstTokenAt;
  return ms < 100 || last.outputTokens < 5 ? undefined : (last.outputTokens * 1000) / ms;
}

function usageParts(parts: readonly Part[]): UsagePart[] {
  return parts.filter((part) => part.type === "usage");
}
