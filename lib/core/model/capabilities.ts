/** The vendors' wires that are spoken; a provider is a configured endpoint that speaks one. */
export const dialectNames = [
  "moonshot",
  "together",
  "nvidia",
  "vllm",
  "sglang",
  "openrouter",
  "openai-compatible",
] as const;
export type DialectName = (typeof dialectNames)[number];

/** How a model's thinking is steered. `effort` models always think, more or less. */
export type ThinkingMode = "switchable" | "always" | "effort" | "none" | "unknown";

export type KimiFamily = "kimi-k2.5" | "kimi-k2.6" | "kimi-k2.7-code" | "kimi-k3";

/** US dollars per million tokens. */
export type Prices = { cachedInput: number; input: number; output: number };

export type ModelCapabilities = {
  family: KimiFamily | "unknown";
  /** For people: "Kimi K2.5". The id itself for unknown models. */
  label: string;
  input: { image: boolean; video: boolean };
  thinking: { mode: ThinkingMode; default: boolean };
  /** `fixed`: temperature, top_p, n and penalties must not be sent. */
  sampling: "fixed" | "free";
  /** Which reasoning of earlier turns is sent back: none beyond tool loops, opt-in, or all of it. */
  keepReasoning: "none" | "optional" | "all";
  contextTokens?: number;
  maxOutputTokens?: number;
  prices?: Prices;
  /** Set when the vendor retired the model; `on` is a date, `instead` a model id where the vendor names one. */
  retired?: { on: string; instead?: string };
};

/** What an endpoint says of a model in `GET /models`, as far as it says it. */
export type ReportedModel = {
  id: string;
  contextLength?: number;
  supportsImage?: boolean;
  supportsVideo?: boolean;
  supportsReasoning?: boolean;
  maxOutputTokens?: number;
  prices?: Prices;
  /** What is served under the name `id`: the repository or folder of the weights, as vLLM and SGLang tell it. */
  servedFrom?: string;
};
