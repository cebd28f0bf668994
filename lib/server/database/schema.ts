import "server-only";
import type { Kysely } from "kysely";

/** Times are epoch milliseconds, sizes bytes, ids UUIDs in text; JSON is text. Column names stand as written here. */
export type Tables = {
  conversations: {
    id: string;
    title: string;
    createdAt: number;
    updatedAt: number;
    /** The last message of the branch that is shown. */
    leafId: string | null;
  };
  messages: {
    id: string;
    conversationId: string;
    parentId: string | null;
    role: "user" | "assistant";
    /** `Part[]` as JSON; while a turn writes the message, what it had before the turn. */
    parts: string;
    createdAt: number;
  };
  turns: {
    id: string;
    conversationId: string;
    userMessageId: string;
    assistantMessageId: string;
    status: "running" | "ended";
    reason: string | null;
    provider: string;
    model: string;
    thinking: number;
    startedAt: number;
    firstTokenAt: number | null;
    endedAt: number | null;
    /** The server process that writes it says here that it lives. */
    heartbeatAt: number;
    /** The last event folded into the message; 0 while the turn runs. */
    seq: number;
  };
  /** Append-only: each row holds the events `fromSeq` to `toSeq`, encoded as they go over the wire. */
  turnLog: { turnId: string; fromSeq: number; toSeq: number; body: string };
  blobs: {
    hash: string;
    mediaType: string;
    bytes: number;
    width: number | null;
    height: number | null;
    createdAt: number;
  };
};

export type Database = Kysely<Tables>;

/**
 * Runs one transaction whose commit survives the death of the process but not, until the next ordinary commit, a
 * power cut. For what is written often and told to nobody as stored.
 */
export type RelaxedTransaction = <T>(work: (transaction: Database) => Promise<T>) => Promise<T>;
