import "server-only";
import type { RelaxedTransaction } from "../database/schema";
import type { Signals } from "../database/signals";
import type { LiveTurn, LogEntry } from "./live-turn";

/** All turns together are written at most this often. */
const writeEveryMs = 200;
const heartbeatEveryMs = 5_000;
/** A turn that is this far ahead of the log, in characters, waits for it. */
const mostUnlogged = 4 * 1024 * 1024;

type LogContext = {
  relaxedTransaction: RelaxedTransaction;
  signals: Signals;
  clock: () => number;
  log: (text: string) => void;
};

/** The turns that this process writes, and their way into the log: one transaction for all of them at a time. */
export class LiveTurns {
  private readonly turns = new Map<string, LiveTurn>();
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> | undefined;
  private lastHeartbeat = 0;
  private heartbeat: NodeJS.Timeout | undefined;

  constructor(private readonly ctx: LogContext) {}

  get(turnId: string): LiveTurn | undefined {
    return this.turns.get(turnId);
  }

  all(): LiveTurn[] {
    return [...this.turns.values()];
  }

  add(turn: LiveTurn): void {
    this.turns.set(turn.turnId, turn);
  }

  delete(turn: LiveTurn): void {
    this.turns.delete(turn.turnId);
  }

  /** Has what was appended written within a fifth of a second. */
  schedule(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      void this.write();
    }, writeEveryMs);
  }

  /** Writes until the log has everything of a turn. @throws what the store throws. */
  async settle(turn: LiveTurn): Promise<void> {
    turn.emitHeld();
    for (let tries = 0; turn.unlogged(); tries += 1) {
      await this.write();
      if (turn.unlogged() && tries >= 3) throw new Error("The turn log cannot be written.");
    }
  }

  /** A promise when a turn is too far ahead of the log to take more. */
  room(turn: LiveTurn): Promise<void> | undefined {
    return turn.unloggedLength > mostUnlogged ? this.settle(turn) : undefined;
  }

  private async write(): Promise<void> {
    // Whoever comes while a write is under way needs the one after it.
    while (this.writing) await this.writing;
    this.writing = this.writeNow().finally(() => {
      this.writing = undefined;
    });
    await this.writing;
  }

  private async writeNow(): Promise<void> {
    const { relaxedTransaction, signals, clock, log } = this.ctx;
    const entries = this.all().flatMap((turn) => turn.unlogged() ?? []);
    const now = clock();
    const beat = this.turns.size > 0 && now - this.lastHeartbeat >= heartbeatEveryMs;
    if (entries.length === 0 && !beat) return;
    const insert = (some: LogEntry[]) =>
      relaxedTransaction(async (transaction) => {
        if (some.length > 0) await transaction.insertInto("turnLog").values(some).execute();
        if (!beat) return;
        const ids = [...this.turns.keys()];
        await transaction.updateTable("turns").set({ heartbeatAt: now }).where("id", "in", ids).execute();
      });
    const written = await insert(entries).then(
      () => entries,
      // One turn that cannot be written, such as one deleted meanwhile, must not hold up the others.
      (error: Error) => (entries.length === 1 ? this.failed(error) : this.oneByOne(entries, insert)),
    );
    if (beat) this.lastHeartbeat = now;
    for (const { turnId, toSeq } of written) this.turns.get(turnId)?.logged(toSeq);
    await signals
      .send(written.map(({ turnId }) => ({ kind: "turn-log", turnId })))
      .catch((error: Error) => log(`other instances could not be told: ${error.message}`));
    this.heartbeat ??= setTimeout(() => {
      this.heartbeat = undefined;
      if (this.turns.size > 0) void this.write();
    }, heartbeatEveryMs).unref();
  }

  private async oneByOne(
    entries: LogEntry[],
    insert: (some: LogEntry[]) => Promise<void>,
  ): Promise<LogEntry[]> {
    const written: LogEntry[] = [];
    for (const entry of entries) {
      const result = await insert([entry]).then(
        () => [entry],
        (error: Error) => this.failed(error),
      );
      written.push(...result);
    }
    return written;
  }

  private failed(error: Error): LogEntry[] {
    this.ctx.log(`the turn log could not be written: ${error.message}`);
    this.schedule();
    return [];
  }
}
