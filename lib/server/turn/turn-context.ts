import "server-only";
import type { ProviderRegistry } from "../agent/providers";
import type { Database } from "../database/schema";
import type { Signals } from "../database/signals";
import type { BlobStore } from "../media/blob-store";
import type { LiveTurns } from "./live-turns";

/** What the verbs of this room need. */
export type TurnContext = {
  database: Database;
  signals: Signals;
  blobs: BlobStore;
  providers: ProviderRegistry;
  /** The turns that this process writes. */
  turns: LiveTurns;
  clock: () => number;
  newId: () => string;
  log: (text: string) => void;
};
