import "server-only";
import { readBounded } from "@/lib/core/bytes/read-bounded";
import { PerigeeError } from "@/lib/core/message/perigee-error";
import { type BlobRecord, recordBlob } from "./blob-record";
import { checkPixels, readShape } from "./decode-image";
import type { MediaContext } from "./media-context";
import { mediaTypeOf } from "./media-type-of";
import { createSlots } from "./slots";

/** Each picture that is worked on is in memory as a whole; what waits is not read yet. */
export const wholePictureSlot = createSlots(16);

/** A stored picture; pixels as shown, after its EXIF orientation. */
export type StoredImage = BlobRecord & { width: number; height: number };

/**
 * Checks a picture by its bytes and stores them as they came. What is refused leaves nothing behind.
 * @throws PerigeeError `too-large`, `corrupt-media`, `unsupported-media`, or `invalid-request` for a form
 */
export async function acceptImage({ ctx, input }: Upload): Promise<StoredImage> {
  return wholePictureSlot(() => accepted({ ctx, input }));
}

type Upload = {
  ctx: MediaContext;
  input: { body: ReadableStream<Uint8Array> | Uint8Array; declaredType?: string | undefined };
};

async function accepted({ ctx, input: { body, declaredType } }: Upload): Promise<StoredImage> {
  const bytes = await bytesOf(body, ctx.config.maxImageBytes);
  if (declaredType?.toLowerCase().startsWith("multipart/")) {
    throw new PerigeeError(
      "invalid-request",
      "The body is a form.",
      "Send the bytes of one file as the body, with their Content-Type.",
    );
  }
  if (bytes.length === 0) {
    throw new PerigeeError("corrupt-media", "The file is empty.", "Choose the file again, or another one.");
  }
  const mediaType = await mediaTypeOf(bytes);
  const shape = await readShape(bytes, mediaType);
  await checkPixels(bytes, mediaType, shape);
  return storeImage(ctx, { bytes, mediaType, width: shape.width, height: shape.height });
}

/** Stores checked bytes and their record, in this order: what is recorded is there. */
export async function storeImage(
  { blobs, database, clock }: MediaContext,
  { bytes, ...known }: Omit<StoredImage, "blob" | "bytes"> & { bytes: Uint8Array },
): Promise<StoredImage> {
  const stored = { blob: await blobs.put(bytes), bytes: bytes.length, ...known };
  await recordBlob({ ctx: { database, clock }, input: stored });
  return stored;
}

async function bytesOf(body: ReadableStream<Uint8Array> | Uint8Array, limit: number): Promise<Uint8Array> {
  const bytes = body instanceof Uint8Array ? body : await readBounded(body, limit);
  if (bytes && bytes.length <= limit) return bytes;
  const megabytes = (limit / 1_000_000).toLocaleString("en");
  throw new PerigeeError(
    "too-large",
    `The picture is larger than ${megabytes} MB.`,
    "Save it smaller, or as JPEG, and add it again; PERIGEE_MAX_IMAGE_MB sets the limit.",
    { data: { limit } },
  );
}
