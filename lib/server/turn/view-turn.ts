import "server-only";
import { PerigeeError } from "@/lib/core/message/perigee-error";
import type { LiveTurn } from "./live-turn";
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
  if (!live && !(await turnRow(ctx, turnId))) {
    throw new PerigeeError("not-found", "There is no such turn.", "Its conversation may have been deleted.");
  }
  const encoder = new TextEncoder();
  const left = new AbortController();
  const reader = live ? liveReader(ctx, live) : storeReader(ctx, turnId, left.signal);
  let cursor = after;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await reader.next(cursor).catch((error: unknown) => {
          reader.close();
          throw error;
        });
        if (left.signal.aborted) return;
        if (next) {
          cursor = next.seq;
          controller.enqueue(encoder.encode(next.text));
          if (!next.isLast) return;
        }
        reader.close();
        controller.close();
      },
      cancel: () => {
        left.abort();
        reader.close();
      },
    },
    { highWaterMark: 0 },
  );
}

type Reader = {
  /** The stretch after an event number, once there is one; undefined when none will follow. */
  next: (cursor: number) => Promise<Stretch | undefined>;
  close: () => void;
};

/** Reads a turn that this process writes. Hot: each token of each viewer passes here. */
function liveReader(ctx: Ctx, live: LiveTurn): Reader {
  let wake: (() => void) | undefined;
  let isSilent = false;
  let isClosed = false;
  const stop = live.onChange(() => wake?.());
  const ping = setInterval(() => {
    isSilent = true;
    wake?.();
  }, pingEveryMs).unref();
  const next = async (cursor: number): Promise<Stretch | undefined> => {
    for (;;) {
      const got = live.read(cursor);
      // What the window has dropped is in the log, unless its conversation was deleted.
      if (!got) return await readLog(ctx.database, live.turnId, cursor);
      if (got.text !== "") {
        ping.refresh();
        return got;
      }
      if (live.ended || isClosed) return undefined;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
      if (isSilent) {
        isSilent = false;
        return { text: pingText, seq: cursor };
      }
    }
  };
  return {
    next,
    close: () => {
      isClosed = true;
      stop();
      clearInterval(ping);
      wake?.();
    },
  };
}

/** Reads a turn that has ended, or that another instance writes. */
function storeReader(ctx: Ctx, turnId: string, left: AbortSignal): Reader {
  return { next: (cursor) => nextFromStore(ctx, turnId, cursor, left), close: () => {} };
}

async function nextFromStore(
  ctx: Ctx,
  turnId: string,
  cursor: number,
  left: AbortSignal,
): Promise<Stretch | undefined> {
  for (let silentSince = performance.now(); !left.aborted; ) {
    // The turn is read before the log: if it had ended by then, the log that follows is whole.
    const row = await turnRow(ctx, turnId);
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

/** Waits for a change; false when none came in time. */
function changed(
  listen: (wake: () => void) => () => void,
  withinMs: number,
  left: AbortSignal,
): Promise<boolean> {
  return new Promise((resolve) => {
    const done = (came: boolean) => {
      clearTimeout(timer);
      stop();
      left.removeEventListener("abort", onLeft);
      resolve(came);
    };
    const onLeft = () => done(true);
    const timer = setTimeout(() => done(false), withinMs);
    const stop = listen(() => done(true));
    left.addEventListener("abort", onLeft);
  });
}

async function turnRow({ database }: Ctx, turnId: string) {
  return await database
    .selectFrom("turns")
    .select(["status", "seq", "reason"])
    .where("id", "=", turnId)
    .executeTakeFirst();
}
