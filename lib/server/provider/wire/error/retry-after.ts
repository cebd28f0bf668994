import "server-only";

const longestWait = 86_400;
const millisecondsPer: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/**
 * Seconds an endpoint asks to wait: from `Retry-After` (seconds or an HTTP date), else `X-RateLimit-Reset`
 * (seconds from now, epoch seconds, epoch milliseconds or `6m0s`), else words like "try again in 20s". At most a
 * day; undefined when nothing is said.
 * @param now epoch milliseconds
 */
export function retryAfterSeconds(headers: Headers, message: string, now: number): number | undefined {
  const seconds =
    fromRetryAfter(headers.get("retry-after"), now) ??
    fromReset(headers.get("x-ratelimit-reset"), now) ??
    fromWords(message);
  return seconds === undefined ? undefined : Math.min(longestWait, Math.max(0, seconds));
}

function fromRetryAfter(value: string | null, now: number): number | undefined {
  const text = value?.trim();
  if (!text) return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  // Only a real HTTP date has letters; Date.parse would take "-5" for a year.
  const at = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.ceil((at - now) / 1000);
}

function fromReset(value: string | null, now: number): number | undefined {
  const text = value?.trim();
  if (!text) return undefined;
  if (!/^\d+(\.\d+)?$/.test(text)) return fromDuration(text);
  const number = Number(text);
  if (number > 1e11) return Math.ceil((number - now) / 1000);
  return number > 1e9 ? Math.ceil(number - now / 1000) : number;
}

function fromWords(message: string): number | undefined {
  const said = /(?:try again|retry|wait)\D{0,40}?(\d[\d.]*\s*(?:milli)?[a-z]+(?:\d[\d.]*[ms]\w*)?)/i.exec(
    message,
  )?.[1];
  return said === undefined ? undefined : fromDuration(said);
}

/** "20s", "1 seconds", "6m0s", "350ms", "2 minutes". */
function fromDuration(text: string): number | undefined {
  let milliseconds: number | undefined;
  for (const [, number = "", unit = ""] of text.matchAll(/(\d+(?:\.\d+)?)\s*(ms|milli|s|m|h)/gi)) {
    const short = unit.toLowerCase() === "milli" ? "ms" : unit.toLowerCase();
    milliseconds = (milliseconds ?? 0) + Number(number) * (millisecondsPer[short] ?? 0);
  }
  return milliseconds === undefined ? undefined : milliseconds / 1000;
}
