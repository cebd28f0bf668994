import "server-only";
import type { ReasoningKey } from "@/lib/core/message/part";
import type { DialectName } from "@/lib/core/model/capabilities";
import type { WireFields } from "./chat-body";
import type { ThinkingWish } from "./thinking-wish";

/** How one vendor's wire differs from the others'; everything else is `encodeRequest`. */
export type Dialect = {
  name: DialectName;
  /** The fields that put the model in the wanted mode; none where nothing may or need be sent. */
  thinkingFields: (wish: ThinkingWish) => WireFields;
  outputLimitField: "max_tokens" | "max_completion_tokens";
  /** Under which key earlier reasoning goes back as long as the endpoint has shown none of its own. */
  reasoningKey: ReasoningKey;
  /** Whether that key holds whatever the endpoint or the conversation shows. */
  reasoningKeyIsFixed: boolean;
  /** Whether `required` and named tools are refused while the model thinks. */
  forcedToolNeedsInstant: boolean;
  /**
   * How an answer is gone on with: `partial` on the last message; as the final message that the engine's template
   * leaves open; or by asking for it, where the wire knows neither.
   */
  continuation: "partial" | "final-message" | "ask";
  /** Whether an engine without a gateway reads the ids, which then must be `functions.name:n` for Kimi K2. */
  readsToolIds: boolean;
  /** Whether the vendor's recommended sampling is sent, as nobody there sets or fixes it. */
  sendsSampling: boolean;
  /** Whether it takes `prompt_cache_key` and wants `name` on tool results and a `type` on every tool property. */
  isMoonshot: boolean;
};
