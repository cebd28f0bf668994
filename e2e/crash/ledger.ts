import type { Part } from "@/lib/core/message/part";
import type { StreamEvent } from "@/lib/core/message/stream-event";

export type TurnStart = Extract<StreamEvent, { type: "turn-start" }>;

/** An event as a client saw it; `at` is when, in milliseconds of `performance.now()`. */
export type SeenEvent = { seq: number; event: StreamEvent; at: number };

/** A turn that was acknowledged by its first event. */
export type SeenTurn = {
  start: TurnStart;
  /** What was asked; undefined when the turn continues or answers again what is there. */
  asked?: readonly { type: string; text?: string; blob?: string }[];
  /** The parts that its message had before. */
  before: readonly Part[];
  events: SeenEvent[];
  stopped: boolean;
};

/** What is known of a conversation. */
export type KnownConversation = {
  id: string;
  /** Undefined until a rename was acknowledged or the title was read; the first one is made by the server. */
  title?: string;
  /** Titles asked for since, any of which may stand. */
  askedTitles: string[];
  /** `asked` may or may not have happened. */
  deletion?: "asked" | "acknowledged";
  /** Set while one worker has it, so that no other asks for what would be refused. */
  busy: boolean;
  /** Parts by message id, as JSON, once no turn writes them any more: they must never change again. */
  settled: Map<string, string>;
  /** An answer at the end of the shown branch, which may be continued or answered again. */
  lastAnswer?: { id: string; parts: readonly Part[]; mayContinue: boolean };
};

/** Everything that the server has acknowledged over all rounds. */
export class Ledger {
  acknowledged = 0;
  readonly conversations = new Map<string, KnownConversation>();
  /** Stored blobs by hash, with their sizes in bytes. */
  readonly blobs = new Map<string, number>();
  /** Uploads of which no answer came: there as a whole or not at all. */
  readonly attempted = new Set<string>();
  /** Turns of the last round, not yet looked at after a restart. */
  turns: SeenTurn[] = [];
  private waiting: { count: number; done: () => void } | undefined;

  /** Counts one more acknowledgement. */
  acknowledge(): void {
    this.acknowledged += 1;
    if (this.waiting && this.acknowledged >= this.waiting.count) this.waiting.done();
  }

  /** Resolves when `more` further things have been acknowledged. */
  after(more: number): Promise<void> {
    return new Promise((done) => {
      this.waiting = { count: this.acknowledged + more, done };
    });
  }

  conversation(id: string): KnownConversation {
    const known = this.conversations.get(id) ?? { id, askedTitles: [], busy: false, settled: new Map() };
    this.conversations.set(id, known);
    return known;
  }

  /** Conversations that nobody has asked to delete. */
  present(): KnownConversation[] {
    return [...this.conversations.values()].filter((known) => !known.deletion);
  }

  /** Those of them that a worker may ask in, or delete. */
  free(): KnownConversation[] {
    return this.present().filter((known) => !known.busy);
  }
}
