import "server-only";
import { encodeEvent } from "@/lib/core/message/encode-event";
import type { Part } from "@/lib/core/message/part";
import { PerigeeError } from "@/lib/core/message/perigee-error";
import type { StreamEvent } from "@/lib/core/message/stream-event";
import { type AgentInput, runAgent } from "../agent/run-agent";
import { isDuplicate } from "../database/is-duplicate";
import type { Database } from "../database/schema";
import { chooseModel } from "./choose-model";
import { endTurn } from "./end-turn";
import { LiveTurn } from "./live-turn";
import { type PreparedTurn, prepareTurn } from "./prepare-turn";
import type { StartTurnInput } from "./start-turn-input";
import { stillWritten } from "./still-written";
import type { TurnContext } from "./turn-context";

/** Running turns of this process; each may hold a request with pictures while its endpoint reads it. */
const mostTurns = 500;

type TurnStart = Extract<StreamEvent, { type: "turn-start" }>;

/**
 * Stores the user message and a running turn, then answers it whether or not anybody reads on.
 * When this returns, the message is on the disk.
 * @returns the turn's id, and a promise that resolves when the turn is over: whether it is stored as ended.
 * @throws PerigeeError for a body that cannot be answered; nothing is stored then.
 */
export async function startTurn({
  ctx,
  input,
}: {
  ctx: TurnContext;
  input: StartTurnInput;
}): Promise<{ turnId: string; finished: Promise<boolean> }> {
  if (ctx.turns.all().length >= mostTurns) {
    throw new PerigeeError(
      "overloaded",
      `This server is writing ${mostTurns} answers already.`,
      "Send the message again in a moment.",
    );
  }
  const [{ provider, model, thinking, wish }, prepared] = await Promise.all([
    chooseModel(ctx.providers, input),
    prepareTurn(ctx, input),
  ]);
  const start: TurnStart = {
    type: "turn-start",
    turnId: ctx.newId(),
    conversationId: prepared.conversation.id,
    userMessageId: prepared.userMessageId,
    assistantMessageId: prepared.assistantMessageId,
    provider: provider.id,
    model,
    thinking,
    startedAt: ctx.clock(),
    parts: prepared.continueParts?.length ?? 0,
  };
  const turn = new LiveTurn(start.turnId, start.conversationId, start.assistantMessageId, ctx.clock, () =>
    ctx.turns.schedule(),
  );
  turn.append([start]);
  turn.emitHeld();
  const stored = Promise.withResolvers<boolean>();
  const { path, continueParts } = prepared;
  const { system, maxOutputTokens } = input;
  const asked = { provider, model, thinking: wish, system, maxOutputTokens, path, continueParts };
  void answer(ctx, turn, { ...asked, cacheKey: start.conversationId }, stored.promise);
  // The request goes out first: the endpoint thinks while the disk writes.
  await new Promise((resolve) => setImmediate(resolve));
  try {
    await store(ctx, prepared, start);
  } catch (error) {
    turn.abort.abort();
    stored.resolve(false);
    throw isDuplicate(error) ? stillWritten(error) : error;
  }
  turn.logged(1);
  ctx.turns.add(turn);
  stored.resolve(true);
  return { turnId: turn.turnId, finished: turn.finished };
}

/** One commit: what is acknowledged by the first event is durable as a whole. */
async function store(ctx: TurnContext, prepared: PreparedTurn, start: TurnStart): Promise<void> {
  const { conversation, userMessage, assistantMessageId, continueParts } = prepared;
  const { turnId, conversationId, userMessageId, provider, model, thinking, startedAt } = start;
  await ctx.database.transaction().execute(async (transaction) => {
    if (conversation.isNew) {
      await transaction
        .insertInto("conversations")
        .values({
          id: conversation.id,
          title: conversation.title,
          createdAt: startedAt,
          updatedAt: startedAt,
          leafId: assistantMessageId,
        })
        .execute();
    } else {
      await transaction
        .updateTable("conversations")
        .set({ updatedAt: startedAt, leafId: assistantMessageId })
        .where("id", "=", conversationId)
        .execute();
    }
    if (userMessage) {
      await transaction
        .insertInto("messages")
        .values({ ...userMessage, parts: JSON.stringify(userMessage.parts) })
        .execute();
    }
    if (continueParts) {
      await refuseChanged(transaction, assistantMessageId, continueParts);
    } else {
      await transaction
        .insertInto("messages")
        .values({
          id: assistantMessageId,
          conversationId,
          parentId: userMessageId,
          role: "assistant",
          parts: "[]",
          createdAt: startedAt,
        })
        .execute();
    }
    await transaction
      .insertInto("turns")
      .values({
        id: turnId,
        conversationId,
        userMessageId,
        assistantMessageId,
        status: "running",
        reason: null,
        provider,
        model,
        thinking: thinking ? 1 : 0,
        startedAt,
        firstTokenAt: null,
        endedAt: null,
        heartbeatAt: startedAt,
        seq: 0,
      })
      .execute();
    await transaction
      .insertInto("turnLog")
      .values({ turnId, fromSeq: 1, toSeq: 1, body: encodeEvent(1, start) })
      .execute();
  });
}

/** What is gone on with must be what was read: another turn may have gone on with it meanwhile. */
async function refuseChanged(database: Database, messageId: string, parts: readonly Part[]): Promise<void> {
  const row = await database
    .selectFrom("messages")
    .select("parts")
    .where("id", "=", messageId)
    .executeTakeFirst();
  if (row?.parts !== JSON.stringify(parts)) throw stillWritten();
}

/** Runs to the end and stores it. Never throws, as nobody waits for it. */
async function answer(
  ctx: TurnContext,
  turn: LiveTurn,
  input: AgentInput,
  stored: Promise<boolean>,
): Promise<void> {
  let isStored = false;
  try {
    const reason = await runAgent({
      ctx: { ...ctx, readBlob: (blob) => ctx.blobs.read(blob) },
      input,
      signal: turn.abort.signal,
      emit: (events) => {
        turn.append(events);
        return ctx.turns.room(turn);
      },
    });
    if (!(await stored)) return;
    const tail = await ctx.turns.close(turn);
    const end = {
      type: "turn-end" as const,
      reason: reason === "stopped" ? turn.endAs : reason,
      endedAt: ctx.clock(),
      ...(turn.firstTokenAt !== undefined && { firstTokenAt: turn.firstTokenAt }),
    };
    isStored = await endTurn(ctx.database, { turnId: turn.turnId, messageId: turn.assistantMessageId }, end, {
      log: ctx.log,
      tail,
    });
    turn.appendStored(end);
    await ctx.signals.send([{ kind: "turn-log", turnId: turn.turnId }]);
  } catch (error) {
    // The reaper marks it as interrupted when the store can be written again.
    ctx.log(`a turn could not be stored: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    ctx.turns.delete(turn.turnId);
    turn.end();
    turn.finish(isStored);
  }
}
