import "server-only";
import type { WireFields } from "./chat-body";
import type { Dialect } from "./dialect";
import { moonshotSwitch } from "./moonshot";
import { effortField, isSwitchable, type ThinkingWish } from "./thinking-wish";

type Switch = (wish: ThinkingWish) => WireFields;

const enableThinking: Switch = ({ on }) => ({ enable_thinking: on });

/** The hosts whose switch is known, by the end of their name. Sources: their guides on reasoning. */
const hosts: readonly (readonly [string, Switch])[] = [
  ["fireworks.ai", ({ on }) => (on ? {} : { reasoning_effort: "none" })],
  ["baseten.co", ({ on }) => ({ chat_template_args: { enable_thinking: on } })],
  ["aliyuncs.com", enableThinking],
  ["siliconflow.cn", enableThinking],
  ["siliconflow.com", enableThinking],
  ["moonshot.ai", moonshotSwitch],
  ["moonshot.cn", moonshotSwitch],
];

/** Everything else that speaks like OpenAI: Fireworks, Baseten, SiliconFlow, Alibaba, Ollama, LM Studio, llama.cpp. */
export const openaiCompatible: Dialect = {
  name: "openai-compatible",
  thinkingFields: (wish) => (isSwitchable(wish) ? switchOf(wish.baseUrl)(wish) : effortField(wish)),
  outputLimitField: "max_tokens",
  reasoningKey: "reasoning_content",
  reasoningKeyIsFixed: false,
  forcedToolNeedsInstant: false,
  continuation: "ask",
  readsToolIds: false,
  sendsSampling: false,
  isMoonshot: false,
};

function switchOf(baseUrl: string): Switch {
  const host = URL.parse(baseUrl)?.hostname ?? "";
  const known = hosts.find(([end]) => host === end || host.endsWith(`.${end}`));
  return known?.[1] ?? (({ on }) => ({ chat_template_kwargs: { thinking: on } }));
}
