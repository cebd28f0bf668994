import "server-only";
import type { ChatBody } from "../chat/chat-body";
import type { Reply, ReplyRequest } from "../reply";
import type { Plan } from "../stream/plan";
import type { Meta, VendorWire } from "../wire/vendor-wire";

export type Refusal = {
  wire: VendorWire;
  model: string;
  body: ChatBody;
  contextTokens: number;
  /** How often this very body was sent before. */
  timesSeen: number;
};

export type Change = {
  /** What the scenario's own engine would have sent. */
  plan: Plan;
  reply: Reply;
  request: ReplyRequest;
  wire: VendorWire;
  meta: Meta;
  /** The output limit the request names. */
  limit?: number;
};

/** A known failure, or a known answer, that is chosen by model id. */
export type Scenario = {
  id: string;
  /** What is seen, in a few words. */
  shows: string;
  /** Answers before anything is generated: a response of its own, or a thrown VendorError. Undefined goes on. */
  refuse?: (refusal: Refusal) => Response | undefined;
  /** An answer of its own instead of the composed one. */
  reply?: (request: ReplyRequest) => Reply;
  /** What the engine does wrong. */
  change?: (change: Change) => Plan;
  /** Answered by another model than the one asked for. */
  redirects?: true;
  /** The output limit when the request names none. */
  defaultOutputTokens?: number;
};
