import "server-only";
import type { Config } from "../config/config";
import type { Database } from "../database/schema";
import type { BlobStore } from "./blob-store";

/** What the verbs of this room need. */
export type MediaContext = {
  database: Database;
  blobs: BlobStore;
  clock: () => number;
  config: Pick<Config, "maxImageBytes">;
};
