import "server-only";
import type { Database, RelaxedTransaction } from "../database/schema";
import type { Signals } from "../database/signals";
import type { LiveTurn, LogEntry } from "./live-turn";
import { readTurn } from "./read-turn";

/** All turns together are written at most this often. */
const writeEveryMs = 200;
const heartbeatEveryMs = 5_000;
/** A turn that is this far ahead of the log, in characters, waits for it. */
const mostUnlogged = 4 * 1024 * 1024;

type LogContext = {
  database: Database;
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

  delete(turnId: string): void {
    this.turns.delete(turnId);
  }

  /** Has what was appended written within a fifth of a second. */
  schedule(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      void this.write();
    }, writeEveryMs);
  }

  /** Writes until the log has everything of a turn, unless its end is being stored. @throws Error when it cannot. */
  async settle(turn: LiveTurn): Promise<void> {
    turn.emitHeld();
    for (let tries = 0; turn.unlogged() && !turn.isClosing; tries += 1) {
      if (tries > 3) throw new Error("The turn log cannot be written.");
      await this.write();
    }
  }

  /**
   * What the log lacks of a turn that ends, for whoever stores its end to write along; the log leaves the turn
   * alone from here on.
   */
  async close(turn: LiveTurn): Promise<LogEntry | undefined> {
    turn.emitHeld();
    turn.isClosing = true;
    while (this.writing) await this.writing;
    return turn.unlogged();
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
    const { relaxedTransaction, signals, log } = this.ctx;
    if (this.turns.size > 0) this.heartbeat ??= setTimeout(() => this.beatLater(), heartbeatEveryMs).unref();
    const insert = (some: LogEntry[]) =>
      relaxedTransaction(async (transaction) => {
        await transaction.insertInto("turnLog").values(some).execute();
      });
    const entries = this.all().flatMap((turn) => (turn.isClosing ? [] : (turn.unlogged() ?? [])));
    const written: LogEntry[] = [];
    if (entries.length > 1) {
      await insert(entries).then(
        () => written.push(...entries),
        (error: Error) => log(`the turn log could not be written at once: ${error.message}`),
      );
    }
    // One turn that cannot be written, such as one deleted meanwhile, must not hold up the others.
    if (written.length === 0) {
      for (const entry of entries) {
        await insert([entry]).then(
          () => written.push(entry),
          (error: Error) => this.failed(entry, error),
        );
      }
    }
    await this.beat();
    for (const { turnId, toSeq } of written) this.turns.get(turnId)?.logged(toSeq);
    await signals
      .send(written.map(({ turnId }) => ({ kind: "turn-log", turnId })))
      .catch((error: Error) => log(`other instances could not be told: ${error.message}`));
  }

  private beatLater(): void {
    this.heartbeat = undefined;
    if (this.turns.size > 0) void this.write();
  }

  private async beat(): Promise<void> {
    const { database, clock, log } = this.ctx;
    const now = clock();
    const ids = [...this.turns.keys()];
    if (ids.length === 0 || now - this.lastHeartbeat < heartbeatEveryMs) return;
    await database
      .updateTable("turns")
      .set({ heartbeatAt: now })
      .where("id", "in", ids)
      .execute()
      .then(
        () => {
          this.lastHeartbeat = now;
        },
        (error: Error) => log(`the heartbeat could not be written: ${error.message}`),
      );
  }

  /** A turn that is gone, or that another instance ended for dead, is not written any more. */
  private async failed({ turnId }: LogEntry, error: Error): Promise<void> {
    const { database, log } = this.ctx;
    log(`the log of a turn could not be written: ${error.message}`);
    // A store that cannot be read says nothing of the turn.
    const status = await readTurn(database, turnId).then(
      (turn) => turn?.status,
      () => "running",
    );
    if (status === "running") return this.schedule();
    const turn = this.turns.get(turnId);
    this.turns.delete(turnId);
    turn?.abort.abort();
  }
}
