import "server-only";

/**
 * How many units at the end of `text` must wait for what comes next: the longest end that is a beginning of one of
 * the markers, or half of a surrogate pair, which would turn into a replacement character when sent on alone.
 */
export function heldTail(text: string, markers: readonly string[]): number {
  for (const start of tailStarts(text)) {
    if (markers.some((marker) => isBeginning(text, start, marker))) return text.length - start;
  }
  return endsInHalf(text) ? 1 : 0;
}

/** Whether the text ends in the first half of a surrogate pair. */
export function endsInHalf(text: string): boolean {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0xd800 && last <= 0xdbff;
}

/** Where a marker could begin so close to the end that it is not whole; all markers here begin with `<`. */
function tailStarts(text: string): number[] {
  const longest = 32;
  const starts: number[] = [];
  for (let at = Math.max(0, text.length - longest); at < text.length; at++) {
    if (text.charCodeAt(at) === 0x3c) starts.push(at);
  }
  return starts;
}

function isBeginning(text: string, start: number, marker: string): boolean {
  return text.length - start < marker.length && marker.startsWith(text.slice(start));
}
