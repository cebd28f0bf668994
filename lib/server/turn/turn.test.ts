import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { applyEvent, startState } from "@/lib/core/message/apply-event";
import { decodeEvent } from "@/lib/core/message/encode-event";
import type { NumberedEvent } from "@/lib/core/message/stream-event";
import type { ChatProvider } from "../agent/providers";
import { removeFolder, scriptedProvider, type TurnSetup, turnSetup } from "./fixtures/turn-setup";
import { readConversation } from "./read-conversation";
import { reapTurns } from "./reap-turns";
import { removeConversation } from "./remove-conversation";
import { startTurn } from "./start-turn";
import { stopTurn } from "./stop-turn";
import { viewTurn } from "./view-turn";

const setups: TurnSetup[] = [];

afterEach(async () => {
  for (const setup of setups.splice(0)) {
    await setup.close();
    removeFolder(setup.folder);
  }
});

async function setUp(
  chat: ChatProvider["chat"],
  options?: Parameters<typeof turnSetup>[1],
): Promise<TurnSetup> {
  const setup = await turnSetup(scriptedProvider(chat), options);
  setups.push(setup);
  return setup;
}

const say = (text: string) => ({ parts: [{ type: "text" as const, text }] });

/** Words, one network read each, as fast as the reader takes them or with a pause between. */
function speaking(words: readonly string[], pauseMs?: number): ChatProvider["chat"] {
  return async function* (request, signal) {
    if (request.thinking)
      yield [{ type: "reasoning-delta", text: "Let me think.", key: "reasoning_content" }];
    for (const text of words) {
      if (pauseMs !== undefined) await new Promise((resolve) => setTimeout(resolve, pauseMs));
      signal.throwIfAborted();
      yield [{ type: "text-delta", text }];
    }
    yield [
      {
        type: "usage",
        usage: { inputTokens: 3, outputTokens: words.length, cachedTokens: 0, estimated: false },
      },
      { type: "finish", reason: "stop" },
    ];
  };
}

/** Speaks until it is stopped. */
const endless: ChatProvider["chat"] = async function* (_request, signal) {
  for (let count = 0; ; count += 1) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    signal.throwIfAborted();
    yield [{ type: "text-delta", text: `word${count} ` }];
  }
};

async function eventsOf(
  ctx: TurnSetup["ctx"],
  turnId: string,
  after = 0,
  enough: (events: NumberedEvent[]) => boolean = () => false,
): Promise<NumberedEvent[]> {
  const events: NumberedEvent[] = [];
  const stream = await viewTurn({ ctx, input: { turnId, after } });
  const decoder = new TextDecoder();
  for await (const bytes of stream) {
    for (const frame of decoder.decode(bytes, { stream: true }).split("\n\n")) {
      const [id = "", type = "", data = ""] = frame.split("\n");
      if (id.startsWith("id: ")) events.push(decodeEvent(id.slice(4), type.slice(7), data.slice(6)));
    }
    if (enough(events)) break;
  }
  return events;
}

const fold = (events: readonly NumberedEvent[]) => events.reduce(applyEvent, startState());

describe("a turn", () => {
  it("is numbered without holes, stored as it was sent, and opens and closes as documented", async () => {
    const { ctx } = await setUp(speaking(["Hello", " there", "."]));
    const { turnId, finished } = await startTurn({ ctx, input: say("Hi") });
    const events = await eventsOf(ctx, turnId);
    await finished;
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    expect(events[0]?.event.type).toBe("turn-start");
    expect(events.at(-1)?.event).toMatchObject({ type: "turn-end", reason: "stop" });
    const state = fold(events);
    expect(state.parts).toMatchObject([
      { type: "reasoning", text: "Let me think." },
      { type: "text", text: "Hello there." },
      { type: "usage", outputTokens: 3 },
    ]);
    const start = events[0]?.event;
    if (start?.type !== "turn-start") throw new Error("The first event is another one.");
    const stored = await readConversation({ ctx, input: { conversationId: start.conversationId } });
    expect(stored.title).toBe("Hi");
    expect(stored.messages.map(({ role }) => role)).toEqual(["user", "assistant"]);
    expect(stored.messages[1]?.parts).toEqual(state.parts);
    expect(stored.messages[1]?.turn).toMatchObject({ status: "ended", reason: "stop", seq: events.length });
    expect(stored.leafId).toBe(start.assistantMessageId);
  });

  it("replays to the same parts from any cut point, live and from the log", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ minLength: 1, unit: "grapheme" }), { minLength: 1, maxLength: 30 }),
        fc.nat(40),
        async (words, cut) => {
          const { ctx } = await setUp(speaking(words, 1));
          const { turnId, finished } = await startTurn({ ctx, input: say("Hi") });
          const first = await eventsOf(ctx, turnId, 0, (events) => events.length > cut);
          const live = await eventsOf(ctx, turnId, first.at(-1)?.seq);
          await finished;
          const stored = await eventsOf(ctx, turnId, first.at(-1)?.seq);
          const whole = await eventsOf(ctx, turnId);
          expect(stored).toEqual(live);
          expect([...first, ...live]).toEqual(whole);
          expect(fold(whole).parts.find((part) => part.type === "text")).toMatchObject({
            text: words.join(""),
          });
        },
      ),
      { numRuns: 15 },
    );
  });

  it("goes on without a reader, shows every reader the same, and stops when told", async () => {
    const { ctx } = await setUp(endless);
    const { turnId } = await startTurn({ ctx, input: { ...say("Go on"), thinking: false } });
    const [first] = await eventsOf(ctx, turnId, 0, (events) => events.length > 2);
    const readers = [eventsOf(ctx, turnId), eventsOf(ctx, turnId)];
    await eventsOf(ctx, turnId, 0, (events) => events.length > 20);
    expect(await stopTurn({ ctx, input: { turnId } })).toBe(true);
    const [a, b] = await Promise.all(readers);
    expect(a).toEqual(b);
    expect(a?.at(-1)?.event).toMatchObject({ type: "turn-end", reason: "stopped" });
    expect(a?.[0]).toEqual(first);
    expect(await stopTurn({ ctx, input: { turnId } })).toBe(false);
    expect(await eventsOf(ctx, turnId)).toEqual(a);
  });

  it("serves a reader that fell behind from the log, and keeps little of a long answer", async () => {
    const words = Array.from({ length: 3_000 }, (_, index) => `${index} ${"x".repeat(400)}\n`);
    const { ctx } = await setUp(speaking(words));
    const { turnId, finished } = await startTurn({ ctx, input: { ...say("Long"), thinking: false } });
    const stream = await viewTurn({ ctx, input: { turnId, after: 0 } });
    await finished;
    let text = "";
    const decoder = new TextDecoder();
    for await (const bytes of stream) text += decoder.decode(bytes, { stream: true });
    const events = await eventsOf(ctx, turnId);
    expect(text.match(/^id: /gm)).toHaveLength(events.length);
    expect(fold(events).parts[0]).toEqual({ type: "text", text: words.join("") });
  });

  it("goes on with a stopped answer in the same message", async () => {
    const seen: unknown[] = [];
    const { ctx } = await setUp(async function* (request) {
      seen.push(request);
      yield [{ type: "text-delta", text: request.continueLast ? " and more" : "Some" }];
      yield [{ type: "finish", reason: "length" }];
    });
    const first = await startTurn({ ctx, input: { ...say("Go"), thinking: false } });
    const [start] = await eventsOf(ctx, first.turnId);
    await first.finished;
    if (start?.event.type !== "turn-start") throw new Error("The first event is another one.");
    const { conversationId, assistantMessageId } = start.event;
    const second = await startTurn({
      ctx,
      input: { conversationId, continue: assistantMessageId, thinking: false },
    });
    await second.finished;
    const stored = await readConversation({ ctx, input: { conversationId } });
    expect(stored.messages).toHaveLength(2);
    expect(stored.messages[1]?.parts).toEqual([{ type: "text", text: "Some and more" }]);
    expect(seen[1]).toMatchObject({ continueLast: true, messages: [{ role: "user" }, { text: "Some" }] });
  });

  it("answers again as a branch, and refuses what is still being written", async () => {
    const { ctx } = await setUp(endless);
    const running = await startTurn({ ctx, input: say("Go") });
    const [start] = await eventsOf(ctx, running.turnId, 0, (events) => events.length > 0);
    if (start?.event.type !== "turn-start") throw new Error("The first event is another one.");
    const { conversationId, assistantMessageId, userMessageId } = start.event;
    const again = { conversationId, regenerate: assistantMessageId };
    await expect(startTurn({ ctx, input: again })).rejects.toMatchObject({ code: "conflict" });
    await expect(startTurn({ ctx, input: { ...say("x"), conversationId } })).rejects.toMatchObject({
      code: "conflict",
    });
    await stopTurn({ ctx, input: { turnId: running.turnId } });
    const second = await startTurn({ ctx, input: again });
    await stopTurn({ ctx, input: { turnId: second.turnId } });
    const { messages, leafId } = await readConversation({ ctx, input: { conversationId } });
    expect(messages.map(({ parentId }) => parentId)).toEqual([null, userMessageId, userMessageId]);
    expect(leafId).toBe(messages[2]?.id);
  });

  it("tells what failed in the transcript, and keeps its own mistakes for the log", async () => {
    const { ctx, printed } = await setUp(async function* () {
      yield [{ type: "text-delta", text: "Some" }];
      throw new Error("a secret of the inside");
    });
    const { turnId, finished } = await startTurn({ ctx, input: { ...say("Go"), thinking: false } });
    await finished;
    const events = await eventsOf(ctx, turnId);
    expect(fold(events).parts).toMatchObject([
      { type: "text", text: "Some" },
      { type: "error", code: "internal" },
    ]);
    expect(events.at(-1)?.event).toMatchObject({ reason: "error" });
    expect(JSON.stringify(events)).not.toContain("secret");
    expect(printed.join()).toContain("secret");
  });

  it("refuses what it does not know, and stores nothing then", async () => {
    const { ctx } = await setUp(endless);
    const blob = "0".repeat(64);
    const refused = [
      { ...say("x"), provider: "nobody" },
      { ...say("x"), conversationId: "none" },
      { ...say("x"), parentId: "none" },
      { parts: [{ type: "image" as const, blob }] },
      { conversationId: "none", regenerate: "none" },
    ];
    const codes = await Promise.all(
      refused.map((input) =>
        startTurn({ ctx, input }).then(
          () => "started",
          (error: { code: string }) => error.code,
        ),
      ),
    );
    expect(codes).toEqual(["provider-unknown", "not-found", "not-found", "not-found", "not-found"]);
    expect(await ctx.database.selectFrom("conversations").selectAll().execute()).toEqual([]);
    await expect(viewTurn({ ctx, input: { turnId: "none", after: 0 } })).rejects.toMatchObject({
      code: "not-found",
    });
    await expect(stopTurn({ ctx, input: { turnId: "none" } })).rejects.toMatchObject({ code: "not-found" });
  });

  it("is stopped when its conversation is deleted", async () => {
    const { ctx } = await setUp(endless);
    const { turnId, finished } = await startTurn({ ctx, input: say("Go") });
    const [start] = await eventsOf(ctx, turnId, 0, (events) => events.length > 3);
    if (start?.event.type !== "turn-start") throw new Error("The first event is another one.");
    const { conversationId } = start.event;
    await removeConversation({ ctx, input: { conversationId } });
    await finished;
    expect(ctx.turns.all()).toEqual([]);
    await expect(removeConversation({ ctx, input: { conversationId } })).rejects.toMatchObject({
      code: "not-found",
    });
  });
});

describe("turns that meet", () => {
  async function stoppedAnswer(ctx: TurnSetup["ctx"]) {
    const { turnId } = await startTurn({ ctx, input: { ...say("Go"), thinking: false } });
    const events = await eventsOf(ctx, turnId, 0, (seen) => seen.length > 4);
    await stopTurn({ ctx, input: { turnId } });
    const start = events[0]?.event;
    if (start?.type !== "turn-start") throw new Error("The first event is another one.");
    return start;
  }

  it("one of two that continue the same answer is refused, and the answer stays whole", async () => {
    const { ctx } = await setUp(endless);
    const { conversationId, assistantMessageId } = await stoppedAnswer(ctx);
    const input = { conversationId, continue: assistantMessageId, thinking: false };
    const results = await Promise.allSettled([startTurn({ ctx, input }), startTurn({ ctx, input })]);
    const refused = results.filter((one) => one.status === "rejected");
    expect(refused.map((one) => one.reason.code)).toEqual(["conflict"]);
    for (const turn of ctx.turns.all()) await stopTurn({ ctx, input: { turnId: turn.turnId } });
    const { messages } = await readConversation({ ctx, input: { conversationId } });
    expect(messages[1]?.turn).toMatchObject({ status: "ended", reason: "stopped" });
  });

  it("a reader that is behind when the conversation is deleted comes to an end", async () => {
    const words = Array.from({ length: 2_000 }, () => "x".repeat(400));
    const { ctx } = await setUp(async function* (request, signal) {
      yield* speaking(words)(request, signal);
      yield* endless(request, signal);
    });
    const { turnId } = await startTurn({ ctx, input: { ...say("Long"), thinking: false } });
    const live = ctx.turns.get(turnId);
    if (!live) throw new Error("The turn does not run.");
    const stream = await viewTurn({ ctx, input: { turnId, after: 0 } });
    await expect.poll(() => live.read(0)).toBeUndefined();
    await removeConversation({ ctx, input: { conversationId: live.conversationId } });
    const seen: number[] = [];
    for await (const bytes of stream) seen.push(bytes.length);
    expect(seen.every((length) => length > 0)).toBe(true);
  });

  it("one whose rows are gone is dropped, and holds up no other", async () => {
    const { ctx, printed } = await setUp(endless);
    const input = { ...say("Go"), thinking: false };
    const [gone, stays] = [await startTurn({ ctx, input }), await startTurn({ ctx, input })];
    await ctx.database.deleteFrom("turns").where("id", "=", gone.turnId).execute();
    expect(await gone.finished).toBe(false);
    expect(printed.join()).toContain("could not be written");
    expect(ctx.turns.all().map(({ turnId }) => turnId)).toEqual([stays.turnId]);
    expect(await stopTurn({ ctx, input: { turnId: stays.turnId } })).toBe(true);
  });
});

describe("a turn whose process died", () => {
  it("is ended as far as its log fits when the log is damaged, and the others with it", async () => {
    const { ctx, printed } = await setUp(endless);
    const { turnId } = await startTurn({ ctx, input: { ...say("Go"), thinking: false } });
    await eventsOf(ctx, turnId, 0, (events) => events.length > 5);
    const live = ctx.turns.get(turnId);
    if (!live) throw new Error("The turn does not run.");
    await ctx.turns.settle(live);
    ctx.turns.delete(turnId);
    const body = 'id: 900\nevent: text-delta\ndata: {"part":7,"offset":0,"text":"x"}\n\n';
    await ctx.database.insertInto("turnLog").values({ turnId, fromSeq: 900, toSeq: 900, body }).execute();
    const running = await readConversation({ ctx, input: { conversationId: live.conversationId } });
    expect(running.messages[1]?.parts).toMatchObject([{ type: "text" }]);
    expect(await reapTurns({ ctx, input: { silentForMs: -1_000 } })).toBe(1);
    expect(printed.join()).toContain("only in part");
    const events = await eventsOf(ctx, turnId);
    expect(events.at(-1)).toMatchObject({ seq: 901, event: { type: "turn-end", reason: "interrupted" } });
    live.abort.abort();
    await live.finished;
  });

  it("is ended with what the log has, and readers ahead of the log get the end as their next event", async () => {
    const { ctx } = await setUp(endless);
    const { turnId } = await startTurn({ ctx, input: { ...say("Go"), thinking: false } });
    const seen = await eventsOf(ctx, turnId, 0, (events) => events.length > 30);
    const live = ctx.turns.get(turnId);
    if (!live) throw new Error("The turn does not run.");
    await ctx.turns.settle(live);
    // As after a crash: the log stays, the process's own knowledge is gone.
    ctx.turns.delete(turnId);
    expect(await reapTurns({ ctx, input: { silentForMs: 60_000 } })).toBe(0);
    expect(await reapTurns({ ctx, input: { silentForMs: -1_000 } })).toBe(1);
    expect(await reapTurns({ ctx, input: { silentForMs: -1_000 } })).toBe(0);
    const events = await eventsOf(ctx, turnId);
    expect(events.at(-1)?.event).toMatchObject({ type: "turn-end", reason: "interrupted" });
    expect(events.filter(({ event }) => event.type === "turn-end")).toHaveLength(1);
    expect(events.slice(0, seen.length)).toEqual(seen);
    const level = await eventsOf(ctx, turnId, events.length);
    expect(level).toMatchObject([
      { seq: events.length + 1, event: { type: "turn-end", reason: "interrupted" } },
    ]);
    const ahead = await eventsOf(ctx, turnId, events.length + 5);
    expect(ahead).toMatchObject([
      { seq: events.length + 6, event: { type: "turn-end", reason: "interrupted" } },
    ]);
    live.abort.abort();
    await live.finished;
  });
});
