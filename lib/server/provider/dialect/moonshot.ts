import "server-only";
import type { WireFields } from "./chat-body";
import type { Dialect } from "./dialect";
import { effortField, type ThinkingWish } from "./thinking-wish";

/**
 * Moonshot's own platform (.ai and .cn). Sampling is fixed there and any value but the mode's own is refused;
 * unknown fields are silently ignored, so a typing error would go unseen. Source: platform.kimi.ai/docs/api/chat.
 */
export const moonshot: Dialect = {
  name: "moonshot",
  thinkingFields: moonshotSwitch,
  outputLimitField: "max_completion_tokens",
  reasoningKey: "reasoning_content",
  reasoningKeyIsFixed: true,
  forcedToolNeedsInstant: true,
  continuation: "partial",
  readsToolIds: false,
  sendsSampling: false,
  isMoonshot: true,
};

/** A model not in the catalogue is only told when it is to be silent: thinking is every Kimi's default. */
export function moonshotSwitch(wish: ThinkingWish): WireFields {
  if (wish.mode === "switchable") return { thinking: { type: wish.on ? "enabled" : "disabled" } };
  if (wish.mode === "unknown") return wish.on ? {} : { thinking: { type: "disabled" } };
  return effortField(wish);
}
