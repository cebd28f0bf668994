import "server-only";
import type { Database } from "../database/schema";

/** What the verbs of this room need. */
export type ConversationContext = { database: Database; clock: () => number };
