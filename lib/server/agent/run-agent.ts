import "server-only";
import type { Message } from "@/lib/core/message/message";
import type { Part } from "@/lib/core/message/part";
import { isPerigeeError } from "@/lib/core/message/perigee-error";
import type { StreamEvent, TurnEndReason } from "@/lib/core/message/stream-event";
import type { ChatProvider, ChatRequest } from "../provider/chat-provider";
import { historyOf } from "./history";
import { createPartWriter } from "./part-writer";

export type AgentInput = {
  provider: ChatProvider;
  model: string;
  /** What is wished: a model that always thinks, more or less, thinks less when this is false. */
  thinking: boolean;
  system?: string | undefined;
  /** Reasoning and answer together; undefined leaves it to the endpoint. */
  maxOutputTokens?: number | undefined;
  /** The branch up to the user message, or up to the answer to go on with. */
  path: readonly Message[];
  /** The parts of the answer to go on with; undefined for a new answer. */
  continueParts?: readonly Part[] | undefined;
  cacheKey: string;
};

export type AgentContext = {
  readBlob: (blob: string) => Promise<Uint8Array>;
  clock: () => number;
  newId: () => string;
  /** Told of what is nobody's mistake but ours. */
  log: (text: string) => void;
};

/** Takes the events of one network read; a promise asks to wait until there is room for more. */
export type Emit = (events: readonly StreamEvent[]) => Promise<void> | undefined;

/**
 * Answers the last user message: one model call, every event of it emitted. Never throws: what goes wrong becomes
 * an `error` event, and an abort of the signal the reason `stopped`.
 */
export async function runAgent({
  ctx,
  input,
  signal,
  emit,
}: {
  ctx: AgentContext;
  input: AgentInput;
  signal: AbortSignal;
  emit: Emit;
}): Promise<TurnEndReason> {
  const { provider, continueParts } = input;
  const continueLast = continueParts?.some((part) => part.type === "text" && part.text !== "") ?? false;
  const writer = createPartWriter(continueParts ?? [], { ...ctx, continueText: continueLast });
  let reason: TurnEndReason = "stop";
  try {
    for await (const events of provider.chat(requestOf(ctx, input, continueLast), signal)) {
      const last = events.at(-1);
      if (last?.type === "finish") reason = last.reason;
      const written = writer.write(events);
      // Nearly always there is room, and a token need not wait for nothing.
      const room = written.length > 0 ? emit(written) : undefined;
      if (room) await room;
    }
    return reason;
  } catch (error) {
    await emit(writer.close());
    if (signal.aborted) return "stopped";
    await emit(writer.append({ type: "error", ...errorPartOf(error, ctx.log) }));
    return "error";
  }
}

function requestOf(ctx: AgentContext, input: AgentInput, continueLast: boolean): ChatRequest {
  const { model, thinking, system, maxOutputTokens, path, continueParts, cacheKey } = input;
  // An answer that has no text yet is not gone on with but asked for again.
  const shown = continueParts && !continueLast ? path.slice(0, -1) : path;
  return {
    model,
    thinking,
    messages: historyOf(shown, ctx.readBlob),
    cacheKey,
    ...(system && { system }),
    ...(maxOutputTokens !== undefined && { maxOutputTokens }),
    ...(continueLast && { continueLast }),
  };
}

function errorPartOf(error: unknown, log: (text: string) => void) {
  if (isPerigeeError(error)) {
    const { code, message, hint, detail, data } = error;
    return { code, message, hint, ...(detail !== undefined && { detail }), ...(data && { data }) };
  }
  log(`a turn failed: ${error instanceof Error ? error.stack : String(error)}`);
  return {
    code: "internal" as const,
    message: "Something went wrong in Perigee itself.",
    hint: "Try again; the server's log says more.",
  };
}
