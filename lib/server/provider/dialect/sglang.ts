import "server-only";
import type { Dialect } from "./dialect";
import { templateSwitch } from "./thinking-wish";

/** SGLang, and KTransformers, which is served by it. Source: docs.sglang.io/docs/basic_usage/kimi_k2_5. */
export const sglang: Dialect = {
  name: "sglang",
  thinkingFields: templateSwitch,
  outputLimitField: "max_tokens",
  reasoningKey: "reasoning_content",
  reasoningKeyIsFixed: false,
  forcedToolNeedsInstant: false,
  continuation: "final-message",
  readsToolIds: true,
  sendsSampling: true,
  isMoonshot: false,
};
