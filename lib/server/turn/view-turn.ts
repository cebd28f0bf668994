import "server-only";
import type { LiveTurn } from "./live-turn";
import { readTurn, turnNotFound } from "./read-turn";
import type { TurnContext } from "./turn-context";
import { readLog } from "./turn-log";

/** A comment this often keeps proxies from closing a silent connection. */
const pingEveryMs = 15_000;
const pingText = ": ping\n\n";
/** How often a reader of another instance's turn looks for itself, should a signal be lost. */
const lookEveryMs = 1_000;

type Ctx = Pick<TurnContext, "database" | "signals" | "turns">;
/** Frames up to an event number; nothing follows the last stretch. */
type Stretch = { text: string; seq: number; isLast?: boolean };

/**
 * The events of a turn after a number, as bytes of an event stream: what is there, then what comes, to its end.
 * A reader that does not read costs nothing but its place: it is served from the log when it comes back.
 * @throws PerigeeError `not-found`
 */
export async function viewTurn({
  ctx,
  input: { turnId, after },
}: {
  ctx: Ctx;
  input: { turnId: string; after: number };
}): Promise<ReadableStream<Uint8Array>> {
  const live = ctx.turns.get(turnId);
  if (!live && !(await readTurn(ctx.database, turnId))) throw turnNotFound();
  return live ? liveStream(ctx, live, after) : storeStream(ctx, turnId, after);
}

const encoder = new TextEncoder();

/**
 * A turn that this process writes. Hot: each token of each viewer passes here, so that what comes is handed on in
 * the same task, and nothing is awaited but a reader that fell behind.
 */
function liveStream(ctx: Ctx, live: LiveTurn, after: number): ReadableStream<Uint8Array> {
  let cursor = after;
  let isReadingLog = false;
  let pump = () => {};
  let close = () => {};
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const stop = live.onChange(() => pump());
      const ping = setInterval(() => {
        if ((controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(pingText));
      }, pingEveryMs).unref();
      close = () => {
        pump = () => {};
        stop();
        clearInterval(ping);
      };
      const end = () => {
        close();
        controller.close();
      };
      const show = ({ text, seq }: Stretch) => {
        cursor = seq;
        ping.refresh();
        controller.enqueue(encoder.encode(text));
      };
      const catchUp = async () => {
        isReadingLog = true;
        try {
          const got = await readLog(ctx.database, live.turnId, cursor);
          isReadingLog = false;
          // Nothing there: its conversation was deleted.
          if (!got) return end();
          show(got);
          pump();
        } catch (error) {
          close();
          controller.error(error);
        }
      };
      pump = () => {
        while (!isReadingLog && (controller.desiredSize ?? 0) > 0) {
          const got = live.read(cursor);
          // What the window has dropped is in the log.
          if (!got) return void catchUp();
          if (got.text === "") return live.ended ? end() : undefined;
          show(got);
        }
      };
    },
    pull: () => pump(),
    cancel: () => close(),
  });
}

/** A turn that has ended, or that another instance writes. */
function storeStream(ctx: Ctx, turnId: string, after: number): ReadableStream<Uint8Array> {
  const left = new AbortController();
  let cursor = after;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await nextFromStore(ctx, turnId, cursor, left.signal);
        if (left.signal.aborted) return;
        if (next) {
          cursor = next.seq;
          controller.enqueue(encoder.encode(next.text));
        }
        if (!next || next.isLast) controller.close();
      },
      cancel: () => left.abort(),
    },
    { highWaterMark: 0 },
  );
}

async function nextFromStore(
  ctx: Ctx,
  turnId: string,
  cursor: number,
  left: AbortSignal,
): Promise<Stretch | undefined> {
  for (let silentSince = performance.now(); !left.aborted; ) {
    // The turn is read before the log: if it had ended by then, the log that follows is whole.
    const row = await readTurn(ctx.database, turnId);
    const got = await readLog(ctx.database, turnId, cursor);
    if (got) return { ...got, isLast: row?.status === "ended" && got.seq >= row.seq };
    if (!row) return undefined;
    if (row.status === "ended") {
      // What died with the process may have had the number that the end has now.
      const missesEnd = cursor > row.seq || (cursor === row.seq && row.reason === "interrupted");
      return missesEnd ? await closing(ctx, turnId, row.seq, cursor) : undefined;
    }
    const listen = (wake: () => void) =>
      ctx.signals.listen((signal) => {
        if (signal.turnId === turnId) wake();
      });
    await changed(listen, lookEveryMs, left);
    if (performance.now() - silentSince > pingEveryMs) return { text: pingText, seq: cursor };
  }
  return undefined;
}

/** A reader ahead of the log saw events that died with their process; it gets the turn's end as its next one. */
async function closing(
  ctx: Ctx,
  turnId: string,
  lastSeq: number,
  cursor: number,
): Promise<Stretch | undefined> {
  const end = await readLog(ctx.database, turnId, lastSeq - 1);
  return end && { text: end.text.replace(/^id: \d+/, `id: ${cursor + 1}`), seq: cursor + 1, isLast: true };
}

/** Waits for a change, for some time, or until the reader leaves. */
function changed(
  listen: (wake: () => void) => () => void,
  withinMs: number,
  left: AbortSignal,
): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      stop();
      left.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, withinMs);
    const stop = listen(done);
    left.addEventListener("abort", done);
  });
}
