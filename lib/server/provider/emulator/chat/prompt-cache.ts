import "server-only";
import { createHash } from "node:crypto";

type Seen = { hash: string; tokens: number }[];

/** A prompt shorter than this is not cached. Source: notes on the platform's automatic prefix caching. */
const leastTokens = 256;
const mostKeys = 256;

/** Remembers the last prompt under each cache key, to say how much of the next one was already known. */
export class PromptCache {
  private readonly prompts = new Map<string, Seen>();

  /**
   * Notes a prompt and answers how many of its tokens stood at the start of the one before it under that key.
   * @param parts what is sent, in order, with its tokens
   */
  note(key: string, parts: readonly { content: unknown; tokens: number }[]): number {
    const now = parts.map(({ content, tokens }) => ({
      hash: createHash("sha256")
        .update(JSON.stringify(content) ?? "")
        .digest("base64"),
      tokens,
    }));
    const before = this.prompts.get(key) ?? [];
    this.prompts.delete(key);
    this.prompts.set(key, now);
    const oldest = this.prompts.keys().next();
    if (this.prompts.size > mostKeys && !oldest.done) this.prompts.delete(oldest.value);
    const differs = now.findIndex((part, index) => part.hash !== before[index]?.hash);
    const known = sum(differs < 0 ? now : now.slice(0, differs));
    return sum(before) > leastTokens && known > leastTokens ? known : 0;
  }
}

function sum(parts: Seen): number {
  return parts.reduce((total, part) => total + part.tokens, 0);
}
