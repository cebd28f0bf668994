import "server-only";
import { blobNotFound } from "./blob-not-found";
import { findBlob } from "./blob-record";
import type { ByteRange } from "./blob-store";
import type { MediaContext } from "./media-context";

/** A stored blob, ready to be streamed; `size` in bytes, `etag` its hash. */
export type OpenBlob = {
  etag: string;
  mediaType: string;
  size: number;
  stream: (range: ByteRange) => ReadableStream<Uint8Array>;
};

/** @throws PerigeeError `not-found` when it was never accepted, or its bytes are gone */
export async function openBlob({
  ctx: { database, blobs },
  input: { blob },
}: {
  ctx: Pick<MediaContext, "database" | "blobs">;
  input: { blob: string };
}): Promise<OpenBlob> {
  const known = await findBlob({ ctx: { database }, input: { blob } });
  const size = known && (await blobs.size(blob));
  if (!known || size === undefined) throw blobNotFound();
  return { etag: blob, mediaType: known.mediaType, size, stream: (range) => blobs.stream(blob, range) };
}
