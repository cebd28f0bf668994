import { createParser } from "eventsource-parser";

/** One event as it stood on the wire. */
export type WireEvent = { id: number; event: string; data: Record<string, unknown> };

/**
 * Hands on each event of a stream as it comes, to the stream's end or until `onEvent` answers true (the connection is
 * then dropped).
 * @throws TypeError when the connection breaks
 */
export async function followEvents(
  response: Response,
  onEvent: (event: WireEvent) => boolean | undefined,
): Promise<void> {
  let enough = false;
  const parser = createParser({
    onEvent: ({ id, event, data }) => {
      enough = onEvent({ id: Number(id), event: event ?? "message", data: JSON.parse(data) }) || enough;
    },
  });
  if (!response.body) throw new Error("The answer has no body.");
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    parser.feed(value);
    if (enough) return await reader.cancel();
  }
}

/** Reads an event stream to its end, or until `enough` says so (the connection is then dropped). */
export async function readEvents(
  response: Response,
  enough: (events: WireEvent[]) => boolean = () => false,
): Promise<WireEvent[]> {
  const events: WireEvent[] = [];
  await followEvents(response, (event) => {
    events.push(event);
    return enough(events);
  });
  return events;
}

/** The text of all deltas of one kind, put together. */
export function textOf(events: readonly WireEvent[], type: "text-delta" | "reasoning-delta"): string {
  return events.flatMap((one) => (one.event === type ? [String(one.data.text)] : [])).join("");
}
