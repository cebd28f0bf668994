import "server-only";
import { type StoredImage, storeImage, wholePictureSlot } from "./accept-image";
import { blobNotFound } from "./blob-not-found";
import { findBlob } from "./blob-record";
import { readShape, resized } from "./decode-image";
import type { MediaContext } from "./media-context";
import { mediaTypeOf } from "./media-type-of";

/**
 * Stores a copy of a picture that fits a box, in its own format, upright, with all its frames; colours become sRGB
 * and metadata (place, camera) is left out. A picture that fits is answered as it is. Sizes in pixels.
 * @throws PerigeeError `not-found`, `too-large` when it takes too long
 */
export async function downscale({
  ctx,
  input: { blob, maxWidth, maxHeight },
}: {
  ctx: MediaContext;
  input: { blob: string; maxWidth: number; maxHeight: number };
}): Promise<StoredImage> {
  const known = await findBlob({ ctx, input: { blob } });
  if (!known) throw blobNotFound();
  return wholePictureSlot(async () => {
    const bytes = await ctx.blobs.read(blob);
    const mediaType = await mediaTypeOf(bytes);
    const shape = await readShape(bytes, mediaType);
    const { width, height } = shape;
    if (width <= maxWidth && height <= maxHeight) return { ...known, width, height };
    const smaller = await resized(bytes, mediaType, shape, { maxWidth, maxHeight });
    return storeImage(ctx, { mediaType, ...smaller });
  });
}
