import "server-only";
import type { ErrorCode, NoticePart, ReasoningKey, Usage } from "@/lib/core/message/part";
import { type ErrorDetails, PerigeeError } from "@/lib/core/message/perigee-error";
import type { DialectName, ModelCapabilities } from "@/lib/core/model/capabilities";

/** Bytes come late: they are read when the request is encoded, and dropped with it. */
export type ChatMedia = {
  type: "image" | "video";
  mediaType: string;
  bytes: number;
  read: () => Promise<Uint8Array>;
};

export type ChatToolCall = { wireId: string; toolName: string; arguments: string };

export type ChatMessage =
  | { role: "user"; content: ({ type: "text"; text: string } | ChatMedia)[] }
  | {
      role: "assistant";
      text: string;
      /** Undefined where none was produced (instant mode, another provider, an edit). */
      reasoning?: { text: string; key?: ReasoningKey; details?: unknown[] };
      toolCalls: ChatToolCall[];
    }
  | { role: "tool"; wireId: string; toolName: string; output: string };

/** A function the model may call; `parameters` is a JSON Schema. */
export type ChatTool = { name: string; description: string; parameters: Record<string, unknown> };

export type ChatRequest = {
  model: string;
  /** Undefined: the model's default. A model that thinks by effort takes false for its least; others may ignore it. */
  thinking?: boolean;
  system?: string;
  messages: ChatMessage[];
  tools?: ChatTool[];
  toolChoice?: "auto" | "none" | "required" | { name: string };
  /** Reasoning and answer together. */
  maxOutputTokens?: number;
  /** Stable for a conversation, to help the vendor's prompt cache. */
  cacheKey?: string;
  /** The last message is the assistant's and is to be continued, not answered. */
  continueLast?: boolean;
};

/** One thing decoded from the wire. Tool calls are told apart by `slot`, never by the endpoint's id. */
export type ChatEvent =
  | { type: "reasoning-delta"; text: string; key: ReasoningKey }
  | { type: "reasoning-details"; details: unknown[] }
  | { type: "text-delta"; text: string }
  | { type: "tool-call-start"; slot: number; wireId: string; toolName: string }
  | { type: "tool-call-delta"; slot: number; text: string }
  /** The whole arguments, repaired when they were broken and could be. */
  | { type: "tool-call-end"; slot: number; arguments: string }
  | { type: "usage"; usage: Usage }
  | ({ type: "notice" } & Omit<NoticePart, "type">)
  /** Waits until `at` (epoch ms), then the call is made again. Only ever before the first delta. */
  | { type: "retry"; at: number; attempt: number; code: ErrorCode; message: string }
  /** Always last, exactly once, unless the iteration throws. */
  | { type: "finish"; reason: "stop" | "length" | "tool-calls" | "cut-off" };

export type ProviderModel = { id: string; capabilities: ModelCapabilities };

export type ModelList = {
  models: ProviderModel[];
  /** The model asked when nobody chose one; undefined when the list is empty and none is configured. */
  defaultModel?: string;
  /** Set when `GET /models` failed; `models` then holds what is configured or was seen last. */
  error?: { code: ErrorCode; message: string };
};

export type ChatProvider = {
  /** As named in requests and URLs: "moonshot", "emulator". */
  id: string;
  dialect: DialectName;
  /** For people: "Moonshot AI". */
  label: string;
  /** Answers offline, with scripted replies. */
  isEmulator: boolean;
  /** Cached; refreshed in the background when old; never throws for a list that fails. */
  listModels: (options?: { refresh?: boolean }) => Promise<ModelList>;
  /**
   * One model call. Yields what each network read decoded to, in order. Retries (before the first byte only) and
   * the one automatic repair happen inside and are told as events.
   * @throws ProviderError for everything that fails; the signal's reason when aborted.
   */
  chat: (request: ChatRequest, signal: AbortSignal) => AsyncIterable<ChatEvent[]>;
};

/** What can go wrong at an endpoint, as one of the closed family. Never carries a key. */
export class ProviderError extends PerigeeError {
  override name = "ProviderError";
  readonly status?: number;
  /** Seconds the vendor asked to wait. */
  readonly retryAfterSeconds?: number;
  /** Whether the same request may succeed later (overload, rate limit, network). */
  readonly retryable: boolean;

  constructor(
    code: ErrorCode,
    message: string,
    hint: string,
    options: ErrorDetails & { status?: number; retryAfterSeconds?: number; retryable?: boolean } = {},
  ) {
    super(code, message, hint, options);
    this.retryable = options.retryable ?? false;
    if (options.status !== undefined) this.status = options.status;
    if (options.retryAfterSeconds !== undefined) this.retryAfterSeconds = options.retryAfterSeconds;
  }
}
