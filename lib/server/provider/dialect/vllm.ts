import "server-only";
import type { Dialect } from "./dialect";
import { templateSwitch } from "./thinking-wish";

/** vLLM. From 0.18 on it reads and writes `reasoning` only. Source: docs.vllm.ai, reasoning outputs. */
export const vllm: Dialect = {
  name: "vllm",
  thinkingFields: templateSwitch,
  outputLimitField: "max_tokens",
  reasoningKey: "reasoning",
  reasoningKeyIsFixed: false,
  forcedToolNeedsInstant: false,
  continuation: "final-message",
  readsToolIds: true,
  sendsSampling: true,
  isMoonshot: false,
};
