import { createParser, type EventSourceParser } from "eventsource-parser";
import { decodeEvent } from "@/lib/core/message/encode-event";
import type { NumberedEvent } from "@/lib/core/message/stream-event";
import { unreadable } from "./api-error";
import type { StartTurnBody } from "./requests";
import { send, withJson } from "./send";

/** The server sends a comment every 15 s; a connection that is silent for longer than this is dead. */
const silentForMs = 40_000;
/** One event holds at most a message's text and the escapes of JSON. */
const mostBuffered = 16_000_000;

type Options = { signal: AbortSignal };

/**
 * Starts a turn and reads its events, as many at a time as one network read brought.
 * @throws ApiError for a refused body or a server out of reach; any error when the stream breaks.
 */
export async function openTurn(
  body: StartTurnBody,
  { signal }: Options,
): Promise<AsyncIterable<NumberedEvent[]>> {
  return readEvents(await send("/api/turns", { ...withJson("POST", wireBody(body)), signal }), signal);
}

/** Reads the events of a turn that come after number `after`. @throws as `openTurn` */
export async function tailTurn(
  turnId: string,
  after: number,
  { signal }: Options,
): Promise<AsyncIterable<NumberedEvent[]>> {
  const headers = { "last-event-id": String(after), accept: "text/event-stream" };
  const path = `/api/turns/${encodeURIComponent(turnId)}/events?after=${after}`;
  return readEvents(await send(path, { headers, signal, cache: "no-store" }), signal);
}

function wireBody(body: StartTurnBody): unknown {
  if (!("parts" in body)) return body;
  const parts = body.parts.map((part) => {
    if (part.type === "text") return part;
    const { type, blob, name } = part;
    return { type, blob, ...(name !== undefined && { name }) };
  });
  return { ...body, parts };
}

async function* readEvents(response: Response, signal: AbortSignal): AsyncGenerator<NumberedEvent[]> {
  if (!response.body || !response.headers.get("content-type")?.startsWith("text/event-stream")) {
    await response.body?.cancel();
    throw unreadable(response.status);
  }
  let events: NumberedEvent[] = [];
  const parser = createParser({
    onEvent: ({ id = "", event = "", data }) => events.push(decodeEvent(id, event, data)),
    onError: (error) => {
      throw error;
    },
    maxBufferSize: mostBuffered,
  });
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  try {
    for (;;) {
      const { done, value } = await orSilent(reader.read());
      signal.throwIfAborted();
      if (done) return;
      const broken = feed(parser, decoder.decode(value, { stream: true }));
      if (events.length > 0) yield events;
      events = [];
      if (broken) throw broken.error;
    }
  } finally {
    // A connection that broke has nothing left to cancel.
    reader.cancel().catch(() => {});
  }
}

/** Events before the one that cannot be read still count. */
function feed(parser: EventSourceParser, text: string): { error: unknown } | undefined {
  try {
    parser.feed(text);
    return undefined;
  } catch (error) {
    return { error };
  }
}

async function orSilent<T>(read: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("The connection has gone silent.")), silentForMs);
  });
  try {
    return await Promise.race([read, silence]);
  } finally {
    clearTimeout(timer);
  }
}
