import "server-only";
import type { Dialect } from "./dialect";

/**
 * OpenRouter. `reasoning` is its own switch, translated or dropped for whatever stands behind it; details go back
 * unchanged. Source: openrouter.ai/docs/use-cases/reasoning-tokens.
 */
export const openrouter: Dialect = {
  name: "openrouter",
  thinkingFields: ({ on, mode }) => {
    if (mode === "switchable" || mode === "unknown") return { reasoning: { enabled: on } };
    return mode === "effort" && !on ? { reasoning: { effort: "low" } } : {};
  },
  outputLimitField: "max_tokens",
  reasoningKey: "reasoning_details",
  reasoningKeyIsFixed: true,
  forcedToolNeedsInstant: false,
  continuation: "ask",
  readsToolIds: false,
  sendsSampling: false,
  isMoonshot: false,
};
