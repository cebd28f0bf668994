import "server-only";

const longestDetail = 4096;
const longestRead = 65_536;
const shortestKey = 3;

/** What looks like a key whoever it belongs to; vendors echo theirs, often with stars in the middle. */
const keyLike: [RegExp, string][] = [
  [/\b(bearer|basic)\s+[^\s"',;]+/gi, "$1 [key]"],
  [/\b(sk|nvapi|fw|hf|tgp|gsk|xai)[-_][\w*.-]{3,}/g, "[key]"],
  [
    /("?(?:api[-_]?key|authorization|access[-_]?token)"?\s*[:=]\s*"?)(?!bearer |basic |\[key\])[^\s"',;}]+/gi,
    "$1[key]",
  ],
  [/\/\/[^\s/@:]*:[^\s/@]+@/g, "//[key]@"],
];

/**
 * The text without the endpoint's key, in any of the forms it is written in, and without anything that looks like
 * a key, a bearer token or the password of an address.
 */
export function redact(text: string, apiKey?: string): string {
  let clean = text;
  if (apiKey && apiKey.length >= shortestKey) {
    for (const form of [apiKey, encodeURIComponent(apiKey), JSON.stringify(apiKey).slice(1, -1)]) {
      clean = clean.replaceAll(form, "[key]");
    }
  }
  return keyLike.reduce((left, [pattern, instead]) => left.replace(pattern, instead), clean);
}

/** What an endpoint sent, fit to be shown: redacted, then cut to 4 kB of UTF-8. */
export function redactedDetail(text: string, apiKey?: string): string {
  const clean = Buffer.from(redact(text.slice(0, longestRead), apiKey));
  if (clean.length <= longestDetail) return clean.toString();
  return clean
    .subarray(0, longestDetail)
    .toString()
    .replace(/\uFFFD+$/, "");
}
