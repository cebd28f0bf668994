import { notifyManager, type QueryClient } from "@tanstack/react-query";
import { startState } from "@/lib/core/message/apply-event";
import type { Message } from "@/lib/core/message/message";
import type { NumberedEvent, TurnState } from "@/lib/core/message/stream-event";
import { ApiError, unreachable, unreadable } from "../api/api-error";
import { openTurn } from "../api/event-stream";
import { conversationOptions } from "../api/queries";
import { type StartTurnBody, stopTurn } from "../api/requests";
import { partsBefore, showEnded, showStarted, type TurnStart } from "./conversation-cache";
import { createFrames } from "./frames";
import { createPauses } from "./pauses";
import { type Connection, MisreadError, readTurn } from "./read-turn";

/** A turn that is being written. `state` folds all that came; `connection` says whether more is coming in. */
export type LiveTurn = Omit<TurnStart, "type" | "parts"> & { state: TurnState; connection: Connection };

export type LiveTurns = {
  /** Resolves when the turn has started; it then runs on. @throws ApiError for a refused body. */
  start(body: StartTurnBody): Promise<{ conversationId: string; turnId: string; assistantMessageId: string }>;
  /** Goes on reading a message that the server is writing; nothing when it does not, or that is done already. */
  follow(message: Message): void;
  /** Resolves when the server has stopped the conversation's turn. @throws ApiError */
  stop(conversationId: string): Promise<void>;
  get(conversationId: string): LiveTurn | undefined;
  /** Tells of every change, at most once a frame. @returns a function that ends it. */
  subscribe(listener: () => void): () => void;
};

type Entry = { shown: LiveTurn; latest: Pick<LiveTurn, "state" | "connection"> };

/**
 * The turns that run, of all conversations. At a turn's end its message goes into the conversation's query data and
 * the turn is dropped, both in one rendering.
 */
export function createLiveTurns(client: QueryClient): LiveTurns {
  return new Store(client);
}

class Store implements LiveTurns {
  /** By turn, the latest last. */
  readonly #entries = new Map<string, Entry>();
  readonly #ended = new Set<string>();
  readonly #listeners = new Set<() => void>();
  readonly #pauses = createPauses();
  readonly #frames = createFrames(() => this.#publish());

  constructor(readonly client: QueryClient) {
    if (typeof window === "undefined") return;
    window.addEventListener("online", this.#pauses.wake);
    document.addEventListener("visibilitychange", () => !document.hidden && this.#pauses.wake());
  }

  async start(body: StartTurnBody) {
    const abort = new AbortController();
    const { start, stream } = await opened(body, abort.signal);
    const { conversationId, turnId, assistantMessageId } = start;
    const before = partsBefore(this.client, start);
    showStarted(this.client, start, body);
    const state = before ? startState(before) : await this.#stored(start);
    // Another part of the page may have seen the new message first and follow it.
    if (this.#entries.has(turnId) || this.#ended.has(turnId)) abort.abort();
    else this.#run(start, state, before ? stream : undefined);
    if (!before) abort.abort();
    return { conversationId, turnId, assistantMessageId };
  }

  follow({ id, conversationId, parentId, parts, turn }: Message): void {
    if (turn?.status !== "running" || this.#entries.has(turn.id) || this.#ended.has(turn.id)) return;
    const ids = {
      turnId: turn.id,
      conversationId,
      userMessageId: parentId ?? "",
      assistantMessageId: id,
    };
    this.#run({ ...turn, ...ids }, { parts, seq: turn.seq });
  }

  async stop(conversationId: string): Promise<void> {
    const turn = this.get(conversationId);
    if (!turn) return;
    await stopTurn(turn.turnId);
    this.#pauses.wake();
  }

  get(conversationId: string): LiveTurn | undefined {
    return [...this.#entries.values()].findLast(({ shown }) => shown.conversationId === conversationId)
      ?.shown;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #run(
    about: Omit<LiveTurn, "state" | "connection">,
    state: TurnState,
    stream?: AsyncIterable<NumberedEvent[]>,
  ): void {
    const { turnId, conversationId, userMessageId, assistantMessageId } = about;
    const { provider, model, thinking, startedAt } = about;
    const latest = { state, connection: "live" as const };
    const ids = { turnId, conversationId, userMessageId, assistantMessageId };
    const entry: Entry = { shown: { ...ids, provider, model, thinking, startedAt, ...latest }, latest };
    this.#entries.set(turnId, entry);
    this.#publish();
    void this.#read(entry, stream);
  }

  async #read(entry: Entry, stream?: AsyncIterable<NumberedEvent[]>): Promise<void> {
    const { turnId } = entry.shown;
    const reading = {
      turnId,
      pause: this.#pauses.pause,
      signal: new AbortController().signal,
      onState: (state: TurnState, connection: Connection) => {
        entry.latest = { state, connection };
        this.#frames.request();
      },
    };
    try {
      const end = await readTurn({ ...reading, state: entry.latest.state, stream }).catch(async (error) => {
        if (!(error instanceof MisreadError)) throw error;
        return await readTurn({ ...reading, state: await this.#stored(entry.shown) });
      });
      this.#end(entry, end);
    } catch (error) {
      this.#end(entry, failed(entry.latest.state, error));
    }
  }

  /** The turn as the server has it, when what this page has does not fit. */
  async #stored({
    conversationId,
    turnId,
    assistantMessageId,
  }: Pick<LiveTurn, "conversationId" | "turnId" | "assistantMessageId">): Promise<TurnState> {
    const { messages } = await this.client.fetchQuery({
      ...conversationOptions(conversationId),
      staleTime: 0,
    });
    const message = messages.find((one) => one.id === assistantMessageId);
    if (message?.turn?.id !== turnId) throw new MisreadError("The conversation has no such turn.");
    const { parts, turn } = message;
    if (turn.status === "running") return { parts, seq: turn.seq };
    const { reason = "interrupted", endedAt = turn.startedAt } = turn;
    return { parts, seq: turn.seq, end: { type: "turn-end", reason, endedAt } };
  }

  #end(entry: Entry, state: TurnState): void {
    const { turnId } = entry.shown;
    this.#ended.add(turnId);
    // Queries tell their readers later than they change: only in their batch do both changes show at once.
    notifyManager.batch(() => {
      showEnded(this.client, entry.shown, state);
      notifyManager.schedule(() => {
        this.#entries.delete(turnId);
        this.#publish();
      });
    });
  }

  #publish(): void {
    this.#frames.cancel();
    for (const entry of this.#entries.values()) {
      const { state, connection } = entry.latest;
      if (state === entry.shown.state && connection === entry.shown.connection) continue;
      entry.shown = { ...entry.shown, state, connection };
    }
    for (const listener of this.#listeners) listener();
  }
}

/** Opens a turn and reads its first event. */
async function opened(
  body: StartTurnBody,
  signal: AbortSignal,
): Promise<{ start: TurnStart; stream: AsyncIterable<NumberedEvent[]> }> {
  const stream = await openTurn(body, { signal });
  const iterator = stream[Symbol.asyncIterator]();
  const first = await iterator.next().catch((error) => {
    throw error instanceof ApiError ? error : unreachable(error);
  });
  const start = first.done ? undefined : first.value[0]?.event;
  if (first.done || start?.type !== "turn-start") throw unreadable(200);
  return { start, stream: whole(first.value, iterator) };
}

async function* whole(first: NumberedEvent[], rest: AsyncIterator<NumberedEvent[]>) {
  yield first;
  yield* { [Symbol.asyncIterator]: () => rest };
}

/** The end of a turn that cannot be read any further, with what came and the reason. */
function failed(state: TurnState, error: unknown): TurnState {
  const { code, message, hint } =
    error instanceof ApiError
      ? error
      : new ApiError("protocol", "This page cannot follow the answer any further.", "Reload the page.", {
          status: 0,
          cause: error,
        });
  const end = { type: "turn-end" as const, reason: "error" as const, endedAt: Date.now() };
  return { parts: [...state.parts, { type: "error", code, message, hint }], seq: state.seq, end };
}
