import "server-only";
import type { Prices } from "@/lib/core/model/capabilities";
import { type ChatEvent, ProviderError } from "./chat-provider";
import type { WireFields } from "./dialect/chat-body";
import type { EncodedRequest } from "./dialect/encode-request";
import { repairOf } from "./repair";
import { waitBeforeRetry } from "./retry";

export type AnswerContext = {
  label: string;
  prepare: () => Promise<Prepared>;
  /** One request, from the first byte sent to the `finish` event. */
  stream: (prepared: Prepared) => AsyncIterable<ChatEvent[]>;
  clock: () => number;
  /** Rejects when the signal aborts. */
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** From 0 to 1. */
  random: () => number;
};

export type Prepared = {
  encoded: EncodedRequest;
  /** The fields that switch thinking off; empty where that cannot be done. */
  instant: WireFields;
  /** Whether an answer of nothing at all is asked for once more, as engines without a gateway give some. */
  repeatsWhenEmpty: boolean;
  prices: Prices | undefined;
};

/**
 * One model call with all that keeps it going: waits and tries again, repairs the request once, asks again once when
 * nothing came. All of that ends with the first byte of the answer.
 * @throws ProviderError; the signal's reason when it aborts
 */
export async function* answer(
  ctx: AnswerContext,
  signal: AbortSignal,
): AsyncGenerator<ChatEvent[], void, undefined> {
  let attempt = 1;
  let isRepaired = false;
  let started = false;
  try {
    signal.throwIfAborted();
    let prepared = await ctx.prepare();
    for (;;) {
      try {
        // Held until something is there to be held against: a request made again would tell its notices twice.
        const held: ChatEvent[] = [...prepared.encoded.notices];
        for await (const events of ctx.stream(prepared)) {
          if (started) {
            yield events;
            continue;
          }
          held.push(...events);
          if (!events.some(isAnswer)) continue;
          started = true;
          // Nothing is sent again from here on, and pictures in a request are large.
          prepared.encoded.body.messages = [];
          yield held;
        }
        if (started) return;
        if (!prepared.repeatsWhenEmpty) {
          yield held;
          return;
        }
        prepared = { ...prepared, repeatsWhenEmpty: false };
        yield [retryEvent(ctx, 0, ++attempt, "protocol", `${ctx.label} answered with nothing at all.`)];
      } catch (error) {
        if (signal.aborted || started || !(error instanceof ProviderError)) throw error;
        const repair = isRepaired ? undefined : repairOf(error, prepared.encoded, prepared.instant);
        if (repair) {
          isRepaired = true;
          prepared = { ...prepared, encoded: repair };
          continue;
        }
        const wait = waitBeforeRetry(error, attempt, ctx.random);
        if (wait === undefined) throw error;
        yield [retryEvent(ctx, wait, ++attempt, error.code, error.message)];
        await ctx.sleep(wait, signal);
      }
    }
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  }
}

/** `attempt` is the number of the request to come, from 2. */
function retryEvent(
  { clock }: AnswerContext,
  wait: number,
  attempt: number,
  code: ProviderError["code"],
  message: string,
): ChatEvent {
  return { type: "retry", at: clock() + wait, attempt, code, message };
}

function isAnswer(event: ChatEvent): boolean {
  switch (event.type) {
    case "text-delta":
    case "reasoning-delta":
      return event.text !== "";
    case "tool-call-start":
    case "tool-call-delta":
    case "tool-call-end":
    case "reasoning-details":
      return true;
    default:
      return false;
  }
}
