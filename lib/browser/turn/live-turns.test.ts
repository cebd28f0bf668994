import { InfiniteQueryObserver, QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Conversation, Message } from "@/lib/core/message/message";
import type { StreamEvent } from "@/lib/core/message/stream-event";
import { conversationOptions, conversationsOptions } from "../api/queries";
import { eventResponse, refusal, turnEvents, turnStart, type Weather } from "./fixtures/fake-server";
import { createLiveTurns, type LiveTurns } from "./live-turns";

const calm = { reads: [200] };
const key = conversationOptions("conversation-1").queryKey;
const question = { parts: [{ type: "text" as const, text: "Which one?\nTell me." }] };

let client: QueryClient;
let turns: LiveTurns;
let requests: string[];
let answers: Record<string, (url: URL) => Response | Promise<Response>>;

beforeEach(() => {
  vi.useFakeTimers();
  client = new QueryClient({ defaultOptions: { queries: { gcTime: Number.POSITIVE_INFINITY } } });
  turns = createLiveTurns(client);
  requests = [];
  answers = { "GET /api/conversations": () => Response.json({ conversations: [] }) };
  vi.stubGlobal("fetch", async (path: string, init: RequestInit = {}) => {
    const url = new URL(path, "http://page");
    const name = `${init.method ?? "GET"} ${url.pathname}`;
    requests.push(name);
    return (await answers[name]?.(url)) ?? refusal(404, "not-found", "There is no such thing.");
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** Serves a turn's events to whoever starts or tails it. */
function serveTurn(events: readonly StreamEvent[], start: Weather = calm, tail: Weather = calm) {
  answers["POST /api/turns"] = () => eventResponse(events, 0, start);
  answers["GET /api/turns/turn-1/events"] = (url) =>
    eventResponse(events, Number(url.searchParams.get("after")), tail);
}

const untilEnded = () => vi.waitFor(() => expect(turns.get("conversation-1")).toBeUndefined());
const answerOf = () => client.getQueryData(key)?.messages.find((message) => message.id === "answer-1");

describe("starting a turn", () => {
  it("shows the question at once, then the answer, then hands the message over in one go", async () => {
    serveTurn(turnEvents(["hm"], ["It is ", "9.9."]));
    const seen: string[] = [];
    const observer = new QueryObserver(client, { ...conversationOptions("conversation-1"), enabled: false });
    const look = () => {
      const live = turns.get("conversation-1")?.state.parts.at(1);
      const stored = observer.getCurrentResult().data?.messages.at(-1)?.parts.at(1);
      const text = (live ?? stored)?.type === "text" ? (live ?? stored) : undefined;
      seen.push(text?.type === "text" ? text.text : "");
    };
    turns.subscribe(look);
    observer.subscribe(look);
    const started = await turns.start(question);
    expect(started).toEqual({
      conversationId: "conversation-1",
      turnId: "turn-1",
      assistantMessageId: "answer-1",
    });
    expect(client.getQueryData(key)).toMatchObject({
      leafId: "answer-1",
      runningTurnId: "turn-1",
      messages: [
        { id: "question-1", role: "user", parentId: null, parts: question.parts },
        { id: "answer-1", role: "assistant", parentId: "question-1", turn: { status: "running" } },
      ],
    });
    await untilEnded();
    expect(answerOf()).toMatchObject({
      parts: [{ type: "reasoning", text: "hm" }, { type: "text", text: "It is 9.9." }, { type: "usage" }],
      turn: { id: "turn-1", status: "ended", reason: "stop", model: "kimi-k2.5" },
    });
    expect(client.getQueryData(key)?.runningTurnId).toBeUndefined();
    expect(seen).toContain("It is 9.9.");
    // Once the whole text was seen it was never gone again.
    expect(seen.slice(seen.indexOf("It is 9.9."))).toEqual(
      seen.slice(seen.indexOf("It is 9.9.")).map(() => "It is 9.9."),
    );
  });

  it("sends only blobs and names of media, and shows them as they are stored", async () => {
    serveTurn(turnEvents([], ["A picture."]));
    const media = {
      type: "image" as const,
      blob: "ab",
      mediaType: "image/png",
      bytes: 9,
      width: 4,
      name: "a.png",
    };
    let sent: unknown;
    const before = answers["POST /api/turns"];
    vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
      if (init.method === "POST") sent = JSON.parse(String(init.body));
      return (await before?.(new URL(path, "http://page"))) ?? refusal(404, "not-found");
    });
    await turns.start({ parts: [media], thinking: false });
    expect(sent).toEqual({ parts: [{ type: "image", blob: "ab", name: "a.png" }], thinking: false });
    expect(client.getQueryData(key)?.messages[0]?.parts).toEqual([media]);
  });

  it("rejects with the server's words when it is refused, and nothing is shown", async () => {
    answers["POST /api/turns"] = () => refusal(400, "invalid-request", "parts is missing.");
    await expect(turns.start({ parts: [] })).rejects.toMatchObject({
      code: "invalid-request",
      message: "parts is missing.",
      hint: "Do else.",
      status: 400,
    });
    expect(client.getQueryData(key)).toBeUndefined();
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
    await expect(turns.start(question)).rejects.toMatchObject({ code: "network", status: 0 });
  });

  it("goes on by itself after a cut", async () => {
    const events = turnEvents(["hm"], ["It is ", "9.9."]);
    serveTurn(events, { reads: [300], cutAfter: 700 });
    await turns.start(question);
    await untilEnded();
    expect(answerOf()?.parts[1]).toEqual({ type: "text", text: "It is 9.9." });
    expect(requests).toContain("GET /api/turns/turn-1/events");
  });

  it("continues an answer from what it had", async () => {
    const had = [{ type: "text" as const, text: "It is " }];
    client.setQueryData(key, conversation([{ ...answer("ended"), parts: had }]));
    serveTurn([
      { ...turnStart, parts: 1 },
      { type: "text-start", part: 0, at: 1 },
      { type: "text-delta", part: 0, offset: 6, text: "9.9." },
      { type: "turn-end", reason: "stop", endedAt: 2 },
    ]);
    await turns.start({ conversationId: "conversation-1", continue: "answer-1" });
    await untilEnded();
    expect(answerOf()?.parts).toEqual([{ type: "text", text: "It is 9.9." }]);
    expect(client.getQueryData(key)?.messages).toHaveLength(1);
  });

  it("asks for what an answer had when the page does not know", async () => {
    const stored = { ...answer("running"), parts: [{ type: "text" as const, text: "It is 9" }] };
    const message = stored.turn ? { ...stored, turn: { ...stored.turn, seq: 3 } } : stored;
    answers["GET /api/conversations/conversation-1"] = () => Response.json(conversation([message]));
    serveTurn([
      { ...turnStart, parts: 1 },
      { type: "text-start", part: 0, at: 1 },
      { type: "text-delta", part: 0, offset: 6, text: "9" },
      { type: "text-delta", part: 0, offset: 7, text: ".9." },
      { type: "turn-end", reason: "stop", endedAt: 2 },
    ]);
    await turns.start({ conversationId: "conversation-1", continue: "answer-1" });
    await untilEnded();
    expect(answerOf()?.parts).toEqual([{ type: "text", text: "It is 9.9." }]);
  });
});

describe("following and stopping", () => {
  it("reads a running message on from its number, once", async () => {
    serveTurn(turnEvents(["hm"], ["It is ", "9.9."]));
    const message = {
      ...answer("running"),
      parts: [{ type: "reasoning" as const, text: "hm", startedAt: 1 }],
    };
    const running = message.turn ? { ...message, turn: { ...message.turn, seq: 3 } } : message;
    client.setQueryData(key, conversation([running]));
    turns.follow(running);
    turns.follow(running);
    expect(turns.get("conversation-1")).toMatchObject({ turnId: "turn-1", userMessageId: "question-1" });
    await untilEnded();
    expect(answerOf()?.parts[1]).toEqual({ type: "text", text: "It is 9.9." });
    expect(requests.filter((name) => name.endsWith("/events"))).toHaveLength(1);
    turns.follow(running);
    expect(turns.get("conversation-1")).toBeUndefined();
  });

  it("leaves a finished message alone", () => {
    turns.follow(answer("ended"));
    expect(requests).toEqual([]);
  });

  it("ends with an error when the server knows no such turn", async () => {
    client.setQueryData(key, conversation([answer("running")]));
    turns.follow(answer("running"));
    await untilEnded();
    expect(answerOf()).toMatchObject({
      parts: [{ type: "error", code: "not-found", message: "There is no such thing." }],
      turn: { status: "ended", reason: "error" },
    });
  });

  it("stops by the turn's id and says why it could not", async () => {
    let stop = refusal(409, "conflict", "It does not respond.");
    answers["POST /api/turns/turn-1/stop"] = () => stop;
    answers["GET /api/turns/turn-1/events"] = () => new Promise(() => {});
    turns.follow(answer("running"));
    await expect(turns.stop("conversation-1")).rejects.toMatchObject({ code: "conflict" });
    stop = Response.json({ stopped: true });
    await turns.stop("conversation-1");
    await turns.stop("another");
    expect(requests.filter((name) => name.endsWith("/stop"))).toHaveLength(2);
  });

  it("asks again for a message whose server died, as that may have less", async () => {
    const observed = new QueryObserver(client, conversationOptions("conversation-1"));
    answers["GET /api/conversations/conversation-1"] = () => Response.json(conversation([answer("ended")]));
    client.setQueryData(key, conversation([answer("running")]));
    const stop = observed.subscribe(() => {});
    serveTurn([turnStart, { type: "turn-end", reason: "interrupted", endedAt: 5 }]);
    turns.follow(answer("running"));
    await untilEnded();
    await vi.waitFor(() => expect(requests).toContain("GET /api/conversations/conversation-1"));
    stop();
  });
});

describe("the list of conversations", () => {
  it("shows which are running, and asks for those it lacks", async () => {
    const { queryKey } = conversationsOptions();
    const summary = { id: "conversation-1", title: "One", createdAt: 1, updatedAt: 1 };
    client.setQueryData(queryKey, { pages: [{ conversations: [summary] }], pageParams: [""] });
    client.setQueryData(key, conversation([]));
    const line = () => client.getQueryData(queryKey)?.pages[0]?.conversations[0];
    serveTurn(turnEvents([], ["A"]));
    await turns.start({ ...question, conversationId: "conversation-1" });
    expect(line()).toMatchObject({ title: "One", runningTurnId: "turn-1" });
    await untilEnded();
    expect(line()).not.toHaveProperty("runningTurnId");

    const stop = new InfiniteQueryObserver(client, conversationsOptions()).subscribe(() => {});
    await vi.waitFor(() => expect(line()).toBeUndefined());
    requests = [];
    await turns.start(question);
    await vi.waitFor(() => expect(requests).toContain("GET /api/conversations"));
    await untilEnded();
    stop();
  });
});

function answer(status: "running" | "ended"): Message {
  const { turnId, provider, model, thinking, startedAt } = turnStart;
  return {
    id: "answer-1",
    conversationId: "conversation-1",
    parentId: "question-1",
    role: "assistant",
    parts: [],
    createdAt: startedAt,
    turn: { id: turnId, status, provider, model, thinking, startedAt, seq: 1 },
  };
}

function conversation(messages: Message[]): Conversation {
  return { id: "conversation-1", title: "One", createdAt: 1, updatedAt: 1, leafId: "answer-1", messages };
}
