import type { Part } from "./part";
import type { TurnEndReason } from "./stream-event";

/** Where the turn that wrote (or writes) an assistant message stands. Times are epoch milliseconds. */
export type TurnSummary = {
  id: string;
  status: "running" | "ended";
  reason?: TurnEndReason;
  provider: string;
  /** The model asked for; a reply from another one is a `model-differs` notice. */
  model: string;
  thinking: boolean;
  startedAt: number;
  firstTokenAt?: number;
  endedAt?: number;
  /** The last event folded into `parts`: tail from here with `?after=`. */
  seq: number;
};

/** Messages of a conversation form a tree: siblings under one parent are branches. */
export type Message = {
  id: string;
  conversationId: string;
  parentId: string | null;
  role: "user" | "assistant";
  parts: readonly Part[];
  createdAt: number;
  turn?: TurnSummary;
};

export type ConversationSummary = {
  id: string;
  title: string;
  createdAt: number;
  updatedAt: number;
  /** Set while a turn of this conversation runs. */
  runningTurnId?: string;
};

/** `leafId` is the last message of the branch that is shown. */
export type Conversation = ConversationSummary & { leafId: string | null; messages: Message[] };
