import "server-only";
import type { ReasoningKey } from "@/lib/core/message/part";

/** Fields of a request's JSON body. */
export type WireFields = Record<string, unknown>;

export type WirePart =
  | { type: "text"; text: string }
  | { type: "image_url"; image_url: { url: string } }
  | { type: "video_url"; video_url: { url: string } };

export type WireToolCall = { id: string; type: "function"; function: { name: string; arguments: string } };

export type WireMessage = {
  role: "system" | "user" | "assistant" | "tool";
  content?: string | WirePart[];
  tool_calls?: WireToolCall[];
  tool_call_id?: string;
  name?: string;
  partial?: true;
} & { [key in ReasoningKey]?: unknown };

export type ChatBody = WireFields & { model: string; messages: WireMessage[] };
