import "server-only";
import type { ModelCapabilities } from "@/lib/core/model/capabilities";
import { isKimiId } from "@/lib/core/model/model-family";
import type { WireFields } from "./chat-body";

export type ThinkingWish = {
  on: boolean;
  model: string;
  mode: ModelCapabilities["thinking"]["mode"];
  baseUrl: string;
};

/** Whether the model surely takes its vendor's switch: one of the catalogue's, or another Kimi. */
export function isSwitchable({ mode, model }: ThinkingWish): boolean {
  return mode === "switchable" || (mode === "unknown" && isKimiId(model));
}

/** Models that think by effort cannot be silenced; the least effort is the nearest thing, the default the most. */
export function effortField({ on, mode }: ThinkingWish): WireFields {
  return mode === "effort" && !on ? { reasoning_effort: "low" } : {};
}

/**
 * The switch as an engine's chat template reads it. A served name says nothing of the weights, so a model of
 * unknown family gets the other families' name for it too; templates ignore what they do not know.
 */
export function templateSwitch({ on, mode }: ThinkingWish): WireFields {
  if (mode === "switchable") return { chat_template_kwargs: { thinking: on } };
  return mode === "unknown" ? { chat_template_kwargs: { thinking: on, enable_thinking: on } } : {};
}
