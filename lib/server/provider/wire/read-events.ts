import "server-only";
import { createParser } from "eventsource-parser";
import { ProviderError } from "../chat-provider";
import { parsed } from "./loose-json";

/** In UTF-16 units of one event's data; a reply's chunk has a few hundred. */
const longestEvent = 16_000_000;

/**
 * The data strings of a `text/event-stream` body, one array for each network read that completed any. A last event
 * without its blank line counts if it is whole: `[DONE]` or JSON. Returning from the iteration cancels the body.
 * @param onRead called for each network read, comments and half events too: a sign of life
 * @throws ProviderError `protocol` for an event over 16 MB; whatever the body's own read throws.
 */
export function readServerEvents(
  body: ReadableStream<Uint8Array>,
  onRead?: () => void,
): AsyncIterable<string[]> {
  return { [Symbol.asyncIterator]: () => eventIterator(body.getReader(), onRead) };
}

function eventIterator(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  onRead: (() => void) | undefined,
): AsyncIterator<string[]> {
  const { feed, finish } = eventReader();
  let isOver = false;
  const close = async (): Promise<IteratorResult<string[]>> => {
    isOver = true;
    // A body that failed already says so again when cancelled; its reader has heard it.
    await reader.cancel().catch(() => undefined);
    return { done: true, value: undefined };
  };
  const next = async (): Promise<IteratorResult<string[]>> => {
    while (!isOver) {
      const { done, value } = await reader.read();
      isOver ||= done;
      onRead?.();
      const data = value ? feed(value) : done ? finish() : [];
      if (data.length > 0) return { done: false, value: data };
    }
    return { done: true, value: undefined };
  };
  return {
    next: async () => {
      try {
        return await next();
      } catch (error) {
        await close();
        throw error;
      }
    },
    return: close,
  };
}

type EventReader = { feed: (bytes: Uint8Array) => string[]; finish: () => string[] };

function eventReader(): EventReader {
  let found: string[] = [];
  const tooLarge = () => {
    throw new ProviderError(
      "protocol",
      "The endpoint sent a single event of more than 16 MB.",
      "Send the message again, or check that the base URL is that of a chat endpoint.",
    );
  };
  const parser = createParser({
    maxBufferSize: longestEvent,
    onEvent: ({ data }) => {
      if (data.length > longestEvent) tooLarge();
      if (data !== "") found.push(data);
    },
    onError: ({ type }) => {
      if (type === "max-buffer-size-exceeded") tooLarge();
    },
  });
  const decoder = new TextDecoder();
  const take = () => {
    const data = found;
    found = [];
    return data;
  };
  return {
    feed: (bytes) => {
      parser.feed(decoder.decode(bytes, { stream: true }));
      return take();
    },
    finish: () => {
      // The first break ends a line that was left open, the second the event.
      parser.feed(`${decoder.decode()}\n\n`);
      return take().filter((data) => data.trim() === "[DONE]" || parsed(data) !== undefined);
    },
  };
}
