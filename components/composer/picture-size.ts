/** Pixels of a picture. */
export type PictureSize = { width: number; height: number };

// Moonshot advises at most 4096 x 2160; a picture on its side counts the same.
const advised = { long: 4096, short: 2160 };
const smaller = { long: 3600, short: 2160 };

/** Whether a picture is larger than the vendor advises. */
export function isLarge({ width, height }: PictureSize): boolean {
  return Math.max(width, height) > advised.long || Math.min(width, height) > advised.short;
}

/** The box that a large picture is fitted into, lying or standing as it does. */
export function downscaleBox({ width, height }: PictureSize): { maxWidth: number; maxHeight: number } {
  return width >= height
    ? { maxWidth: smaller.long, maxHeight: smaller.short }
    : { maxWidth: smaller.short, maxHeight: smaller.long };
}

/** What a picture measures once it is fitted into that box, its proportions kept. */
export function downscaledSize(size: PictureSize): PictureSize {
  const { maxWidth, maxHeight } = downscaleBox(size);
  const scale = Math.min(1, maxWidth / size.width, maxHeight / size.height);
  return { width: Math.round(size.width * scale), height: Math.round(size.height * scale) };
}
