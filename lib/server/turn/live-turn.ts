import "server-only";
import { encodeEvent } from "@/lib/core/message/encode-event";
import type { StreamEvent, TurnEndReason } from "@/lib/core/message/stream-event";

/** Deltas that come faster than this are put together: each one sent on costs a wake-up per reader. */
const leastGapMs = 8;
/** How much of the log is kept for readers who are nearly up to date, in characters; others read the store. */
const windowLength = 256 * 1024;
const longestRead = 64 * 1024;

export type LogEntry = { turnId: string; fromSeq: number; toSeq: number; body: string };

/** A turn that this process writes: numbers its events, encodes each once, and keeps the newest for readers. */
export class LiveTurn {
  readonly abort = new AbortController();
  /** Why it ends when it is aborted. */
  endAs: TurnEndReason = "stopped";
  lastSeq = 0;
  ended = false;
  /** Its end is being stored, and what the log lacks with it. */
  isClosing = false;
  firstTokenAt: number | undefined;
  /** Characters that the log lacks. */
  unloggedLength = 0;
  /** Resolves when the turn is over: whether it is stored as ended. */
  readonly finished: Promise<boolean>;
  finish: (isStored: boolean) => void = () => {};

  private frames: string[] = [];
  /** The number of the first frame in the window. */
  private firstSeq = 1;
  private length = 0;
  private loggedSeq = 0;
  private held: StreamEvent[] = [];
  private lastEmitAt = 0;
  private timer: NodeJS.Timeout | undefined;
  private readonly listeners = new Set<() => void>();

  constructor(
    readonly turnId: string,
    readonly conversationId: string,
    readonly assistantMessageId: string,
    private readonly clock: () => number,
    /** Called when there is something to log. */
    private readonly onAppend: () => void,
  ) {
    this.finished = new Promise((resolve) => {
      this.finish = resolve;
    });
  }

  /** Takes events in order. They are numbered and shown at once, or a few milliseconds later when many come. */
  append(events: readonly StreamEvent[]): void {
    for (const event of events) this.hold(event);
    const wait = this.lastEmitAt + leastGapMs - performance.now();
    if (wait <= 0) this.emitHeld();
    else this.timer ??= setTimeout(() => this.emitHeld(), wait);
  }

  /** Numbers, encodes and shows what was held back. */
  emitHeld(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.held.length === 0) return;
    const events = this.held;
    this.held = [];
    // The first token follows the start at once, whenever it comes.
    if (this.firstTokenAt !== undefined) this.lastEmitAt = performance.now();
    for (const event of events) {
      this.lastSeq += 1;
      const frame = encodeEvent(this.lastSeq, event);
      this.frames.push(frame);
      this.length += frame.length;
      this.unloggedLength += frame.length;
    }
    this.onAppend();
    this.wake();
  }

  /** Shows events that the store has already, such as the first and the last of a turn. */
  appendStored(event: StreamEvent): void {
    this.held.push(event);
    this.emitHeld();
    this.logged(this.lastSeq);
  }

  /** No event will follow. */
  end(): void {
    this.ended = true;
    this.wake();
  }

  /**
   * The frames after a number, at most some 64 kB of them; "" when there are none yet, undefined when the window
   * no longer holds the next one.
   */
  read(after: number): { text: string; seq: number } | undefined {
    if (after + 1 < this.firstSeq) return undefined;
    let seq = after;
    let text = "";
    for (let at = after + 1 - this.firstSeq; at < this.frames.length && text.length < longestRead; at += 1) {
      text += this.frames[at];
      seq += 1;
    }
    return { text, seq };
  }

  /** What the log lacks. */
  unlogged(): LogEntry | undefined {
    if (this.loggedSeq === this.lastSeq) return undefined;
    const body = this.frames.slice(this.loggedSeq + 1 - this.firstSeq).join("");
    return { turnId: this.turnId, fromSeq: this.loggedSeq + 1, toSeq: this.lastSeq, body };
  }

  /** Says that the log has everything up to a number, so that the window may drop what is old. */
  logged(toSeq: number): void {
    for (; this.loggedSeq < toSeq; this.loggedSeq += 1) {
      this.unloggedLength -= this.frames[this.loggedSeq + 1 - this.firstSeq]?.length ?? 0;
    }
    let drop = 0;
    while (this.length > windowLength && this.firstSeq + drop <= this.loggedSeq) {
      this.length -= this.frames[drop]?.length ?? 0;
      drop += 1;
    }
    if (drop > 0) {
      this.frames = this.frames.slice(drop);
      this.firstSeq += drop;
    }
  }

  /** Calls back at each change. Answers how to stop listening. */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private hold(event: StreamEvent): void {
    const last = this.held.at(-1);
    if (event.type === "text-delta" || event.type === "reasoning-delta") {
      this.firstTokenAt ??= this.clock();
      if (last?.type === event.type && last.part === event.part) {
        last.text += event.text;
        return;
      }
    }
    this.held.push(event);
  }

  private wake(): void {
    for (const listener of this.listeners) listener();
  }
}
