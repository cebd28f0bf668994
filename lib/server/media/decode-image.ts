import "server-only";
import { availableParallelism } from "node:os";
import sharp, { type Sharp } from "sharp";
import { PerigeeError } from "@/lib/core/message/perigee-error";
import type { ImageType } from "./media-type-of";
import { createSlots } from "./slots";

// No picture is decoded twice, so nothing is worth keeping.
sharp.cache(false);

const maxPixels = 100_000_000;
const maxPixelsOfAllFrames = 400_000_000;
/** Formats that must be held whole take 4 to 8 bytes a pixel; from here on they are decoded one by one. */
const largePixels = 25_000_000;
const maxSeconds = 60;

/**
 * One decode per core, so that memory stays bounded. Decodes run on libuv's four threads; two are left to files and
 * name look-ups.
 */
const decodeSlot = createSlots(Math.min(availableParallelism(), 2));
const largeSlot = createSlots(1);

/** Pixels as shown, after the EXIF orientation; of one frame. `rows` is a frame's height as it is stored. */
export type ImageShape = { width: number; height: number; rows: number; frames: number };

/**
 * Reads what the header says of a picture.
 * @throws PerigeeError `corrupt-media`, or `too-large` for more pixels than are decoded here
 */
export async function readShape(bytes: Uint8Array, type: ImageType): Promise<ImageShape> {
  const found = await decoding(false, () => opened(bytes, type).metadata());
  const frames = found.pages ?? 1;
  const rows = found.pageHeight ?? found.height;
  if (found.width * rows > maxPixels || found.width * rows * frames > maxPixelsOfAllFrames) {
    throw tooManyPixels(found.width, rows, frames);
  }
  // Only still pictures are turned: no format's frames are.
  const shown = frames > 1 ? { width: found.width, height: rows } : found.autoOrient;
  return { ...shown, rows, frames };
}

/**
 * Decodes every row once, so that what is stored is known to be whole. The rows are made one pixel wide on the way:
 * the picture is never in memory as a whole, unless its format asks for it.
 * @throws PerigeeError `corrupt-media`, `too-large` when it takes too long
 */
export async function checkPixels(bytes: Uint8Array, type: ImageType, shape: ImageShape): Promise<void> {
  await decoding(isLarge(shape), () =>
    opened(bytes, type)
      .resize({ width: 1, height: shape.rows, fit: "fill", fastShrinkOnLoad: false })
      .raw()
      .toBuffer(),
  );
}

/** A smaller picture of the same type: within the box, upright, all its frames. Sizes in pixels. */
export async function resized(
  bytes: Uint8Array,
  type: ImageType,
  shape: ImageShape,
  { maxWidth, maxHeight }: { maxWidth: number; maxHeight: number },
): Promise<{ bytes: Uint8Array; width: number; height: number }> {
  const { data, info } = await decoding(isLarge(shape), () => {
    const picture = opened(bytes, type);
    const upright = shape.frames > 1 ? picture : picture.autoOrient();
    const small = upright.resize({
      width: maxWidth,
      height: maxHeight,
      fit: "inside",
      withoutEnlargement: true,
    });
    return encoded(small, type).toBuffer({ resolveWithObject: true });
  });
  return { bytes: data, width: info.width, height: info.pageHeight ?? info.height };
}

function isLarge({ width, height }: ImageShape): boolean {
  return width * height > largePixels;
}

function opened(bytes: Uint8Array, type: ImageType): Sharp {
  const animated = type === "image/gif" || type === "image/webp";
  const picture = sharp(bytes, {
    animated,
    failOn: "error",
    limitInputPixels: maxPixelsOfAllFrames,
    sequentialRead: true,
  });
  return picture.timeout({ seconds: maxSeconds });
}

function encoded(picture: Sharp, type: ImageType): Sharp {
  switch (type) {
    case "image/png":
      return picture.png();
    case "image/jpeg":
      return picture.jpeg({ quality: 90 });
    case "image/webp":
      return picture.webp({ quality: 90 });
    case "image/gif":
      return picture.gif();
  }
}

async function decoding<T>(alone: boolean, work: () => Promise<T>): Promise<T> {
  try {
    return alone ? await largeSlot(() => decodeSlot(work)) : await decodeSlot(work);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : "";
    if (/exceeds pixel limit/.test(message)) throw tooManyPixels();
    if (/^timeout/.test(message)) {
      throw new PerigeeError(
        "too-large",
        `The picture takes longer than ${maxSeconds} seconds to decode.`,
        "Save it smaller, or with fewer frames, and add it again.",
        { cause },
      );
    }
    throw new PerigeeError(
      "corrupt-media",
      "The picture is damaged or cut off and cannot be decoded.",
      "Open it in a picture program, save it again, and add the new file.",
      { cause },
    );
  }
}

function tooManyPixels(width?: number, height?: number, frames = 1): PerigeeError {
  const millions = (frames > 1 ? maxPixelsOfAllFrames : maxPixels) / 1_000_000;
  const size = width && height ? ` (${width} × ${height}${frames > 1 ? `, ${frames} frames` : ""})` : "";
  return new PerigeeError(
    "too-large",
    `The picture has more than ${millions} million pixels${size}.`,
    "Save it smaller and add it again.",
    { data: { limit: millions * 1_000_000 } },
  );
}
