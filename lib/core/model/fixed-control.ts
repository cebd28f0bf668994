import type { ModelCapabilities } from "./capabilities";

export type ModelControl = "thinking" | "sampling" | "image" | "video";

/**
 * Why a control does nothing for a model, to be put into words by the page.
 * `always-thinks` it cannot be switched off; `thinks-by-effort` it thinks more or less, never not; `never-thinks`;
 * `fixed-by-vendor` other values are refused; `not-seen` the model or the engine takes no such input.
 */
export type FixedReason =
  | "always-thinks"
  | "thinks-by-effort"
  | "never-thinks"
  | "fixed-by-vendor"
  | "not-seen";

/** The reason a control is fixed, or undefined where it is the person's to choose. */
export function reasonFixed(
  control: ModelControl,
  { thinking, sampling, input }: ModelCapabilities,
): FixedReason | undefined {
  switch (control) {
    case "thinking":
      if (thinking.mode === "always") return "always-thinks";
      if (thinking.mode === "effort") return "thinks-by-effort";
      return thinking.mode === "none" ? "never-thinks" : undefined;
    case "sampling":
      return sampling === "fixed" ? "fixed-by-vendor" : undefined;
    default:
      return input[control] ? undefined : "not-seen";
  }
}
