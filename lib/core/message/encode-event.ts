import type { NumberedEvent, StreamEvent } from "./stream-event";

/**
 * One event as it goes over the wire and into the log: `id`, `event` and `data` (JSON without the type), then an
 * empty line. JSON escapes line breaks, so each field is one line.
 */
export function encodeEvent(seq: number, event: StreamEvent): string {
  // Nearly all events are these; written out they take a third of the time.
  if (event.type === "text-delta" || event.type === "reasoning-delta") {
    const { type, part, offset, text } = event;
    return `id: ${seq}\nevent: ${type}\ndata: {"part":${part},"offset":${offset},"text":${JSON.stringify(text)}}\n\n`;
  }
  const { type, ...data } = event;
  return `id: ${seq}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
}

const known: Record<StreamEvent["type"], true> = {
  "turn-start": true,
  "reasoning-start": true,
  "reasoning-delta": true,
  "reasoning-end": true,
  "text-start": true,
  "text-delta": true,
  "text-end": true,
  "tool-call-start": true,
  "tool-call-delta": true,
  "tool-call-end": true,
  "tool-result": true,
  usage: true,
  notice: true,
  error: true,
  retry: true,
  "turn-end": true,
};

/**
 * Reads back the three fields of an encoded event.
 * @throws Error when the id is no sequence number, the type is not known or the data is no JSON object.
 */
export function decodeEvent(id: string, type: string, data: string): NumberedEvent {
  const seq = Number(id);
  if (!Number.isSafeInteger(seq) || seq < 1) throw new Error(`An event has the id "${id.slice(0, 40)}".`);
  if (!Object.hasOwn(known, type)) throw new Error(`Event ${seq} has the type "${type.slice(0, 40)}".`);
  const fields: unknown = JSON.parse(data);
  if (typeof fields !== "object" || fields === null || Array.isArray(fields)) {
    throw new Error(`The data of event ${seq} is not a JSON object.`);
  }
  // Only `encodeEvent` writes these, so a known type comes with its own fields.
  return { seq, event: { ...fields, type } as StreamEvent };
}
