import "server-only";

// A turn reaches providers only through this room.
export type { ChatProvider } from "../provider/chat-provider";
export type { ProviderRegistry } from "../provider/provider-registry";
