import "server-only";
import type { EmulatedModel } from "../models";
import type { FileStore } from "../platform/file-store";
import type { ComposeReply } from "../reply";
import type { Sleep } from "../stream/pace";
import type { VendorWire } from "../wire/vendor-wire";
import type { PromptCache } from "./prompt-cache";
import type { SeenBodies } from "./seen-bodies";

/** One emulator: what it was made with, and what it remembers between requests. */
export type EmulatorState = {
  wire: VendorWire;
  models: ReadonlyMap<string, EmulatedModel>;
  tokensPerSecond: number;
  sleep: Sleep;
  composeReply: ComposeReply;
  files: FileStore;
  promptCache: PromptCache;
  seenBodies: SeenBodies;
};
