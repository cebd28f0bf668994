import "server-only";
import type { Dialect } from "./dialect";
import { isSwitchable } from "./thinking-wish";

/**
 * NVIDIA's hosted catalogue and the NIM container. Kimi's switch is the template's `thinking`; other families there
 * use other names, so they get none. Both reasoning keys were seen. Source: CherryHQ/cherry-studio#13846.
 */
export const nvidia: Dialect = {
  name: "nvidia",
  thinkingFields: (wish) => (isSwitchable(wish) ? { chat_template_kwargs: { thinking: wish.on } } : {}),
  outputLimitField: "max_tokens",
  reasoningKey: "reasoning_content",
  reasoningKeyIsFixed: false,
  forcedToolNeedsInstant: false,
  continuation: "ask",
  readsToolIds: false,
  sendsSampling: true,
  isMoonshot: false,
};
