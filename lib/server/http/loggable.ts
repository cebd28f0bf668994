import "server-only";
import { inspect } from "node:util";

const longest = 4_000;

const secrets: readonly [RegExp, string][] = [
  [/(:\/\/)[^\s/@]+@/g, "$1…@"],
  [/\b(bearer|basic)\s+[\w.~+/=-]+/gi, "$1 …"],
  [/\b((?:api[-_]?key|token|secret|password|passwd|pwd)["']?\s*[:=]\s*["']?)[^\s"',;&)]+/gi, "$1…"],
  [/\b(?:sk|pk|nvapi|tgp|hf|xai|gsk)[-_][\w-]{6,}/g, "…"],
];

/** An error with its causes for the log, cut to 4 kB, without what looks like a key or a password. */
export function loggable(error: unknown): string {
  const texts: string[] = [];
  // Causes may point in a circle.
  for (let one = error; one !== undefined && texts.length < 5; ) {
    texts.push(
      one instanceof Error
        ? (one.stack ?? `${one.name}: ${one.message}`)
        : `threw ${inspect(one, { depth: 1 })}`,
    );
    one = one instanceof Error ? one.cause : undefined;
  }
  return withoutSecrets(texts.join("\ncaused by "));
}

/** A text for the log, cut to 4 kB, without what looks like a key or a password. */
export function withoutSecrets(text: string): string {
  return secrets
    .reduce((clean, [secret, instead]) => clean.replace(secret, instead), text.slice(0, 4 * longest))
    .slice(0, longest);
}
