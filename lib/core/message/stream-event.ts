import type { ErrorPart, NoticePart, Part, ReasoningKey, Usage } from "./part";

/**
 * What the wire to the page carries. `part` is an index in the assistant message; `offset` the length of that part's
 * text before a delta, in UTF-16 units, so that a gap or an overlap is seen. Times are epoch milliseconds.
 */
export type StreamEvent =
  | {
      type: "turn-start";
      turnId: string;
      conversationId: string;
      userMessageId: string;
      assistantMessageId: string;
      provider: string;
      model: string;
      thinking: boolean;
      startedAt: number;
      /** How many parts the message had before: more than 0 when an interrupted answer is continued. */
      parts: number;
    }
  | { type: "reasoning-start"; part: number; at: number; key?: ReasoningKey }
  | { type: "reasoning-delta"; part: number; offset: number; text: string }
  | { type: "reasoning-end"; part: number; at: number; key?: ReasoningKey; details?: unknown[] }
  | { type: "text-start"; part: number; at: number }
  | { type: "text-delta"; part: number; offset: number; text: string }
  | { type: "text-end"; part: number; at: number }
  | { type: "tool-call-start"; part: number; callId: string; wireId: string; toolName: string }
  | { type: "tool-call-delta"; part: number; offset: number; text: string }
  /** `arguments` replaces what the deltas made, as it may have been repaired. */
  | { type: "tool-call-end"; part: number; arguments: string }
  | { type: "tool-result"; part: number; callId: string; output: string; isError?: boolean }
  | ({ type: "usage"; part: number } & Usage)
  | ({ type: "notice"; part: number } & Omit<NoticePart, "type">)
  | ({ type: "error"; part: number } & Omit<ErrorPart, "type">)
  /** The call failed before its first byte and is made again at `at`. */
  | { type: "retry"; at: number; attempt: number; code: ErrorPart["code"]; message: string }
  | { type: "turn-end"; reason: TurnEndReason; endedAt: number; firstTokenAt?: number };

/**
 * `stop` the model was done; `length` its output limit; `tool-calls` it waits for tools that nobody runs here;
 * `cut-off` the endpoint's stream ended early; `stopped` a person stopped it; `error` it failed; `interrupted` the
 * process that ran it died.
 */
export type TurnEndReason =
  | "stop"
  | "length"
  | "tool-calls"
  | "cut-off"
  | "stopped"
  | "error"
  | "interrupted";

/** `seq` is the SSE `id`: from 1 within a turn, without holes. */
export type NumberedEvent = { seq: number; event: StreamEvent };

/** The folded state of a turn: what live view, reload, resume and share all render. */
export type TurnState = {
  parts: readonly Part[];
  /** The last sequence number folded in. */
  seq: number;
  retry?: Extract<StreamEvent, { type: "retry" }>;
  end?: Extract<StreamEvent, { type: "turn-end" }>;
};
