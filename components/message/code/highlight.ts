import type { HighlightReply, HighlightRequest } from "./highlight.worker";
import type { Grammar } from "./language-of";
import type { Highlighted } from "./runs";

/** Longer programs stay plain: their spans would cost more than their colours are worth. */
const longest = 120_000;
/** So many programs are remembered, so that one which is shown again has its colours at once. */
const mostKept = 200;

const kept = new Map<string, Highlighted>();
const waiting = new Map<number, (highlighted: Highlighted | undefined) => void>();
let worker: Worker | undefined;
let count = 0;

const keyOf = (code: string, grammar: Grammar) => `${grammar}\n${code}`;

/** What was highlighted before. */
export function knownHighlight(code: string, grammar: Grammar): Highlighted | undefined {
  return kept.get(keyOf(code, grammar));
}

/** The colours of a program, worked out beside the page's own thread; undefined when there are none. */
export async function highlight(code: string, grammar: Grammar): Promise<Highlighted | undefined> {
  const known = knownHighlight(code, grammar);
  if (known || code.length > longest || typeof Worker === "undefined") return known;
  const id = ++count;
  const highlighted = await new Promise<Highlighted | undefined>((resolve) => {
    waiting.set(id, resolve);
    worker ??= startWorker();
    worker.postMessage({ id, code, grammar } satisfies HighlightRequest);
  });
  if (highlighted) keep(keyOf(code, grammar), highlighted);
  return highlighted;
}

function startWorker(): Worker {
  const started = new Worker(new URL("./highlight.worker.ts", import.meta.url), { type: "module" });
  started.onmessage = ({ data }: MessageEvent<HighlightReply>) => {
    waiting.get(data.id)?.(data.highlighted);
    waiting.delete(data.id);
  };
  // Programs stay plain then; the next one tries again.
  started.onerror = () => {
    for (const resolve of waiting.values()) resolve(undefined);
    waiting.clear();
    started.terminate();
    worker = undefined;
  };
  return started;
}

function keep(key: string, highlighted: Highlighted): void {
  kept.set(key, highlighted);
  const oldest = kept.size > mostKept ? kept.keys().next().value : undefined;
  if (oldest !== undefined) kept.delete(oldest);
}
