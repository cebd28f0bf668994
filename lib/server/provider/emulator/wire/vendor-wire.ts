import "server-only";
import type { DialectName } from "@/lib/core/model/capabilities";
import type { VendorError } from "./vendor-error";

export type Json = Record<string, unknown>;

export type ToolCallDelta = { index: number; id?: string; toolName?: string; arguments: string };

/** What one chunk carries, before a wire gives it names. `tokens` is what it costs of the output limit. */
export type Piece = { reasoning?: string; text?: string; toolCalls?: ToolCallDelta[]; tokens: number };

/** Set on every chunk of one answer. `created` is in epoch seconds. */
export type Meta = { id: string; created: number; model: string };

export type TokenUsage = { prompt: number; completion: number; cached: number; reasoning: number };

export type FinishReason = "stop" | "length" | "tool_calls";

/** Where the counts stand: inside the finish choice, on the finish chunk, on a chunk of their own. */
export type UsagePlaces = { inChoice?: Json; onFinish?: Json; extra?: { choices: Json[]; usage: Json } };

export type ServedModel = {
  id: string;
  contextTokens: number;
  image: boolean;
  video: boolean;
  reasoning: boolean;
};

/** Everything in which one vendor's chat wire differs from the others. */
export type VendorWire = {
  dialect: DialectName;
  newId: () => string;
  /** Headers of an answer beside its content type. */
  headers: (id: string) => Record<string, string>;
  /** An SSE comment sent before the first chunk. */
  greeting?: string;
  /** The delta of a chunk that only opens the answer; without it the role rides on the first piece. */
  opening?: Json;
  finishOn: "own-chunk" | "last-piece";
  /** The last reasoning and the first text come in one delta. */
  mixesSeam: boolean;
  toolCalls: "interleaved" | "in-turn" | "whole";
  chunk: (meta: Meta, choices: Json[], usage?: Json) => Json;
  delta: (piece: Piece, isFirst: boolean) => Json;
  choice: (delta: Json, finish: FinishReason | null) => Json;
  usagePlaces: (usage: TokenUsage, includeUsage: boolean) => UsagePlaces;
  /** The counts of an answer that is not streamed. */
  usage: (usage: TokenUsage) => Json;
  /** The reasoning fields of a whole message. */
  reasoning: (text: string) => Json;
  toolCallId: (toolName: string, index: number) => string;
  /** What the request asks of thinking in this vendor's own field; undefined when it says nothing. */
  thinkingAsked: (body: Json) => boolean | undefined;
  status: (error: VendorError) => number;
  errorBody: (error: VendorError) => Json;
  errorType?: string;
  /** The event of an engine that fails after its answer has begun. */
  midStreamError: (meta: Meta, message: string) => Json;
  unknownModel: (model: string) => string;
  contextExceeded: (counts: { limit: number; prompt: number; output: number }) => string;
  models: (served: readonly ServedModel[]) => Json | Json[];
};
