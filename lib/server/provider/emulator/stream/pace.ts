import "server-only";

export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

/** A reader that stood still longer than this many milliseconds does not get the missed tokens in one burst. */
const mostCatchUpMs = 1_000;
/** How many tokens go out at full speed before other work of the process gets its turn. */
const yieldAfterTokens = 256;

/**
 * Lets tokens through at a steady rate. The time of each is counted from the start, so that timers that fire late
 * do not add up. At full speed (`Infinity`) it sets no timer and only yields to the event loop now and then.
 */
export class Pace {
  private due = performance.now();
  private sinceYield = 0;

  constructor(
    private readonly tokensPerSecond: number,
    private readonly sleep: Sleep,
    private readonly signal: AbortSignal,
  ) {}

  /** Waits until so many more tokens may go out. @throws the signal's reason when aborted */
  async wait(tokens: number): Promise<void> {
    this.signal.throwIfAborted();
    if (this.tokensPerSecond === Number.POSITIVE_INFINITY) {
      this.sinceYield += tokens;
      if (this.sinceYield < yieldAfterTokens) return;
      this.sinceYield = 0;
      await new Promise((resolve) => setImmediate(resolve));
      return;
    }
    const now = performance.now();
    this.due = Math.max(this.due, now - mostCatchUpMs) + (tokens / this.tokensPerSecond) * 1_000;
    const left = this.due - now;
    if (left >= 1) await this.sleep(left, this.signal);
  }

  /** Counts from now on, after a wait that is not part of the rate. */
  restart(): void {
    this.due = performance.now();
  }
}

/** Resolves after so many milliseconds. @throws the signal's reason when aborted */
export function sleepFor(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, ms);
    signal?.addEventListener("abort", stop, { once: true });
  });
}

/** Never resolves. @throws the signal's reason when aborted */
export function sleepUntilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}
