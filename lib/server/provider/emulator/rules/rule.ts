import "server-only";
import type { ModelCapabilities } from "@/lib/core/model/capabilities";
import type { ChatBody } from "../chat/chat-body";

/** A request to be judged; `thinking` is what the model will do. */
export type Judged = { body: ChatBody; capabilities: ModelCapabilities; thinking: boolean };

/** The vendor's complaint about a request, or undefined when it has none. */
export type Rule = (judged: Judged) => string | undefined;
