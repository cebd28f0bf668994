import "server-only";
import type { ModelCapabilities } from "@/lib/core/model/capabilities";
import type { ChatTool, ChatToolCall } from "../chat-provider";

/** What the emulator understood of a request, whatever dialect it came in. */
export type ReplyRequest = {
  model: string;
  capabilities: ModelCapabilities;
  thinking: boolean;
  system: string;
  /** Text and decoded media of each message, in order. */
  messages: ReplyMessage[];
  tools: ChatTool[];
  toolChoice: "auto" | "none" | "required" | { name: string };
  /** The text of the assistant message to go on with, when the request asks for that. */
  prefix?: string;
};

export type ReplyMessage = {
  role: "system" | "user" | "assistant" | "tool";
  text: string;
  images: Uint8Array[];
  videos: Uint8Array[];
  toolCalls: ChatToolCall[];
};

/** What is to be streamed: all of the reasoning first, then the text, then the calls. */
export type Reply = { reasoning: string; text: string; toolCalls: { toolName: string; arguments: string }[] };

/** An image that cannot be decoded; the wire answers as the vendor would. `index` counts images from 0. */
export class UnreadableImage extends Error {
  override name = "UnreadableImage";
  constructor(readonly index: number) {
    super(`image ${index} cannot be decoded`);
  }
}

/** Makes the reply from what was sent, always the same for the same request. @throws UnreadableImage */
export type ComposeReply = (request: ReplyRequest) => Promise<Reply>;
