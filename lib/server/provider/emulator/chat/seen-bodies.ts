import "server-only";
import { createHash } from "node:crypto";

const mostBodies = 1_000;

/** Counts how often each very request body was sent. */
export class SeenBodies {
  private readonly counts = new Map<string, number>();

  /** Notes a body and answers how often it was sent before. */
  note(bytes: Uint8Array): number {
    const key = createHash("sha256").update(bytes).digest("base64");
    const before = this.counts.get(key) ?? 0;
    this.counts.delete(key);
    this.counts.set(key, before + 1);
    const oldest = this.counts.keys().next();
    if (this.counts.size > mostBodies && !oldest.done) this.counts.delete(oldest.value);
    return before;
  }
}
