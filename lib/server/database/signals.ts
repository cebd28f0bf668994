import "server-only";

/** What instances tell each other: that a turn's log grew, or that a turn is to be stopped. */
export type Signal = { kind: "turn-log" | "turn-stop"; turnId: string };

export type Signals = {
  /** Tells the other instances; best effort, so that a listener also looks for itself now and then. */
  send: (signals: readonly Signal[]) => Promise<void>;
  /** Answers how to stop listening. */
  listen: (listener: (signal: Signal) => void) => () => void;
};

/** One process owns a SQLite store, so there is nobody to tell. */
export const noSignals: Signals = { send: async () => {}, listen: () => () => {} };
