/** The key under which an endpoint carries reasoning on the wire; it is echoed under the same key. */
export type ReasoningKey = "reasoning_content" | "reasoning" | "reasoning_details";

export type TextPart = { type: "text"; text: string };

/** One stretch of reasoning. Times are epoch milliseconds; `endedAt` is missing while it runs. */
export type ReasoningPart = {
  type: "reasoning";
  text: string;
  startedAt: number;
  endedAt?: number;
  /** The wire key it came under, to echo it back under the same one. */
  key?: ReasoningKey;
  /** OpenRouter's `reasoning_details`, sent back unchanged. */
  details?: unknown[];
};

/** A stored blob shown to the model. `blob` is the SHA-256 of its bytes, in hex. Sizes in bytes, pixels, seconds. */
export type MediaPart = {
  type: "image" | "video";
  blob: string;
  mediaType: string;
  bytes: number;
  width?: number;
  height?: number;
  seconds?: number;
  name?: string;
};

/** A call the model made. `callId` is ours and unique; `wireId` is the endpoint's id, kept verbatim. */
export type ToolCallPart = {
  type: "tool-call";
  callId: string;
  wireId: string;
  toolName: string;
  /** JSON text as the model wrote it (repaired when it was broken and could be). */
  arguments: string;
};

export type ToolResultPart = { type: "tool-result"; callId: string; output: string; isError?: boolean };

/** What was repaired, redirected or reinterpreted on the way; shown quietly in the transcript. */
export type NoticePart = {
  type: "notice";
  code: NoticeCode;
  message: string;
  data?: Record<string, string | number | boolean>;
};

export type NoticeCode =
  /** The reply came from another model: data `{asked, got}`. */
  | "model-differs"
  /** A request the endpoint refused was repaired once and sent again: data `{repair}`. */
  | "repaired"
  /** Instant mode, yet the answer came in the reasoning field; it is shown as the answer. */
  | "reasoning-as-answer"
  /** The reasoning was found inside the answer (no reasoning parser on the endpoint) and moved. */
  | "reasoning-in-answer"
  /** Tool-call markers leaked into text and were read from there. */
  | "tool-calls-recovered"
  /** Something of the conversation could not be sent to this model: data `{count, kind}`. */
  | "left-out"
  /** The output limit was reached: data `{while: "thinking" | "answering"}`. */
  | "length"
  /** The stream ended without a finish reason. */
  | "cut-off"
  /** The model answered with nothing at all. */
  | "empty-answer";

/** A closed family; the words for people are made from the code in one place per language. */
export type ErrorCode =
  | "invalid-request"
  | "not-found"
  | "conflict"
  | "unsupported-media"
  | "corrupt-media"
  | "too-large"
  | "forbidden"
  | "provider-unknown"
  | "auth"
  | "permission"
  | "quota"
  | "rate-limit"
  | "overloaded"
  | "model-gone"
  | "bad-parameter"
  | "content-filter"
  | "context-length"
  | "network"
  | "timeout"
  | "protocol"
  | "server"
  | "interrupted"
  | "internal";

export type ErrorPart = {
  type: "error";
  code: ErrorCode;
  /** One sentence of what happened. */
  message: string;
  /** One sentence of what to do. */
  hint: string;
  /** What the endpoint sent, cut to 4 kB and free of keys; one click away in the UI. */
  detail?: string;
  /** What the words are made from, for other languages: provider, variable, model, seconds, limit. */
  data?: Record<string, string | number>;
};

/** Token counts of one model call. `outputTokens` includes reasoning. */
export type Usage = {
  inputTokens: number;
  outputTokens: number;
  cachedTokens: number;
  reasoningTokens?: number;
  /** True when the endpoint sent no usage and the counts are computed from the text. */
  estimated: boolean;
  /** US dollars, when the model's prices are known. */
  costUsd?: number;
};

export type UsagePart = { type: "usage" } & Usage;

export type Part =
  | TextPart
  | ReasoningPart
  | MediaPart
  | ToolCallPart
  | ToolResultPart
  | NoticePart
  | ErrorPart
  | UsagePart;
