/** A chunk ends at the first line end after so many characters. */
const chunkLength = 1_500;

/**
 * Cuts a growing text at line ends, always at the same places: only the last chunk changes, so that a browser lays
 * out little of a long text when some is added.
 */
export function textChunks(text: string): string[] {
  const chunks: string[] = [];
  let start = 0;
  while (start < text.length) {
    const end = text.indexOf("\n", start + chunkLength) + 1;
    chunks.push(text.slice(start, end || text.length));
    if (end === 0) break;
    start = end;
  }
  return chunks;
}
