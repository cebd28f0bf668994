import type { ModelCapabilities } from "./capabilities";

/** Why a model's thinking cannot be switched: it always thinks, it thinks more or less, or it never does. */
export type FixedThinking = "always-thinks" | "thinks-by-effort" | "never-thinks";

/**
 * The reason a control does nothing for a model, to be put into words by the page; undefined where it is the
 * person's to choose. `fixed-by-vendor`: other values are refused; `not-seen`: the model takes no such input.
 */
export function reasonFixed(control: "thinking", model: ModelCapabilities): FixedThinking | undefined;
export function reasonFixed(control: "sampling", model: ModelCapabilities): "fixed-by-vendor" | undefined;
export function reasonFixed(control: "image", model: ModelCapabilities): "not-seen" | undefined;
export function reasonFixed(
  control: "thinking" | "sampling" | "image",
  { thinking, sampling, input }: ModelCapabilities,
): FixedThinking | "fixed-by-vendor" | "not-seen" | undefined {
  switch (control) {
    case "thinking":
      if (thinking.mode === "always") return "always-thinks";
      if (thinking.mode === "effort") return "thinks-by-effort";
      return thinking.mode === "none" ? "never-thinks" : undefined;
    case "sampling":
      return sampling === "fixed" ? "fixed-by-vendor" : undefined;
    case "image":
      return input.image ? undefined : "not-seen";
  }
}
