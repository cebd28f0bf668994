/** Waits that can be cut short: all of them end when somebody calls `wake`. */
export function createPauses(): {
  pause: (ms: number, signal: AbortSignal) => Promise<void>;
  wake: () => void;
} {
  const waiting = new Set<() => void>();
  return {
    pause: (ms, signal) =>
      new Promise((resolve) => {
        const done = () => {
          clearTimeout(timer);
          waiting.delete(done);
          signal.removeEventListener("abort", done);
          resolve();
        };
        const timer = setTimeout(done, ms);
        waiting.add(done);
        signal.addEventListener("abort", done);
        if (signal.aborted) done();
      }),
    wake: () => {
      for (const done of [...waiting]) done();
    },
  };
}
