import "server-only";
import type { ChatProvider } from "./chat-provider";

/** The configured providers, in the order they are offered; the first is the default. */
export type ProviderRegistry = {
  all: () => readonly ChatProvider[];
  get: (id: string) => ChatProvider | undefined;
};
