import "server-only";
import type { Dialect } from "./dialect";
import { effortField, isSwitchable } from "./thinking-wish";

/** Together. Source: docs.together.ai/docs/inference/chat/reasoning. */
export const together: Dialect = {
  name: "together",
  thinkingFields: (wish) => (isSwitchable(wish) ? { reasoning: { enabled: wish.on } } : effortField(wish)),
  outputLimitField: "max_tokens",
  reasoningKey: "reasoning",
  reasoningKeyIsFixed: false,
  forcedToolNeedsInstant: false,
  continuation: "ask",
  readsToolIds: false,
  sendsSampling: true,
  isMoonshot: false,
};
