import { createParser } from "eventsource-parser";

/** One event as it stood on the wire. */
export type WireEvent = { id: number; event: string; data: Record<string, unknown> };

/** Reads an event stream to its end, or until `enough` says so (the connection is then dropped). */
export async function readEvents(
  response: Response,
  enough: (events: WireEvent[]) => boolean = () => false,
): Promise<WireEvent[]> {
  const events: WireEvent[] = [];
  const parser = createParser({
    onEvent: ({ id, event, data }) =>
      events.push({ id: Number(id), event: event ?? "message", data: JSON.parse(data) }),
  });
  if (!response.body) throw new Error("The answer has no body.");
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return events;
    parser.feed(value);
    if (enough(events)) {
      await reader.cancel();
      return events;
    }
  }
}

/** The text of all deltas of one kind, put together. */
export function textOf(events: readonly WireEvent[], type: "text-delta" | "reasoning-delta"): string {
  return events.flatMap((one) => (one.event === type ? [String(one.data.text)] : [])).join("");
}
