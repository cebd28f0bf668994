import "server-only";

export type Limits = {
  /** Milliseconds until the endpoint takes the request: until the first byte, which is the status. */
  firstByteMs: number;
  /** Milliseconds between two reads of a stream, which as a whole may take any time: a long prompt is slow too. */
  idleMs: number;
};

/** Follows a signal, and aborts by itself when nothing comes for too long. */
export type Deadline = {
  signal: AbortSignal;
  /** Something came: the wait starts again. */
  touch: () => void;
  /** From now on, nothing may take longer than this. */
  endWithin: (ms: number) => void;
  /** Ends the wait and aborts what is still running. */
  close: () => void;
};

/** The reason of `signal` when it was time that ran out is a DOMException named `TimeoutError`. */
export function startDeadline(outer: AbortSignal, { firstByteMs, idleMs }: Limits): Deadline {
  const controller = new AbortController();
  const follow = () => controller.abort(outer.reason);
  if (outer.aborted) follow();
  outer.addEventListener("abort", follow, { once: true });
  const timeout = (ms: number) =>
    setTimeout(() => {
      const message = `nothing came for ${Math.round(ms / 1000)} seconds`;
      controller.abort(new DOMException(message, "TimeoutError"));
    }, ms);
  let timer = timeout(firstByteMs);
  let isFirst = true;
  const restart = (ms: number) => {
    clearTimeout(timer);
    timer = timeout(ms);
    isFirst = false;
  };
  return {
    signal: controller.signal,
    touch: () => {
      if (isFirst) restart(idleMs);
      else timer.refresh();
    },
    endWithin: restart,
    close: () => {
      clearTimeout(timer);
      outer.removeEventListener("abort", follow);
      controller.abort();
    },
  };
}
