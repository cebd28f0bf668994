import "server-only";
import { decodeEvent } from "@/lib/core/message/encode-event";
import type { NumberedEvent } from "@/lib/core/message/stream-event";
import type { Database } from "../database/schema";

const rowsAtOnce = 64;

/**
 * Reads a stretch of a turn's log as it goes over the wire, after an event number; undefined at its end.
 * Some 64 rows at a time, so that a long answer is never in memory as a whole.
 */
export async function readLog(
  database: Database,
  turnId: string,
  after: number,
): Promise<{ text: string; seq: number } | undefined> {
  const rows = await database
    .selectFrom("turnLog")
    .select(["fromSeq", "toSeq", "body"])
    .where("turnId", "=", turnId)
    .where("toSeq", ">", after)
    .orderBy("fromSeq")
    .limit(rowsAtOnce)
    .execute();
  const last = rows.at(-1);
  if (!last) return undefined;
  const text = rows.map((row) => (row.fromSeq > after ? row.body : afterSeq(row.body, after))).join("");
  return { text, seq: last.toSeq };
}

/** The events of a turn's log after a number, a stretch at a time. */
export async function* readEvents(
  database: Database,
  turnId: string,
  after: number,
): AsyncGenerator<NumberedEvent[]> {
  for (let from = after; ; ) {
    const stretch = await readLog(database, turnId, from);
    if (!stretch) return;
    yield decodeEvents(stretch.text);
    from = stretch.seq;
    // SQLite answers without ever leaving this task; other turns must get theirs between stretches.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** The events of a stretch of the log. */
export function decodeEvents(text: string): NumberedEvent[] {
  return text
    .split("\n\n")
    .filter((frame) => frame !== "")
    .map(decodeFrame);
}

function decodeFrame(frame: string): NumberedEvent {
  const [id = "", type = "", data = ""] = frame.split("\n");
  return decodeEvent(id.slice("id: ".length), type.slice("event: ".length), data.slice("data: ".length));
}

function afterSeq(body: string, after: number): string {
  const start = body.indexOf(`id: ${after + 1}\n`);
  return start < 0 ? "" : body.slice(start);
}
