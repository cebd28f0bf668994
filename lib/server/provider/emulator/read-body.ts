import "server-only";

/** The vendor's limit. Source: platform.kimi.ai; larger media goes through its Files API. */
export const mostBodyBytes = 100 * 1024 * 1024;

/** Reads a body whole, or gives undefined as soon as it is larger than `most` bytes. */
export async function readBody(
  body: AsyncIterable<Uint8Array> | null,
  most: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop early cancels the stream.
  for await (const chunk of body ?? []) {
    length += chunk.length;
    if (length > most) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}
