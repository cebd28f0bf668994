import "server-only";
import sharp from "sharp";
import { UnreadableImage } from "../../reply";

/** Rows of RGB bytes, three a pixel, on white where the picture is transparent. */
export type Raster = { width: number; height: number; rgb: Uint8Array };

/** What was decoded: the true size in pixels, and a raster of at most `rasterSide` pixels a side to look at. */
export type Picture = {
  width: number;
  height: number;
  format: string;
  /** Share of pixels that are not opaque, 0 to 1. */
  transparent: number;
  raster: Raster;
};

const rasterSide = 512;
const maxPixels = 40_000_000;

/**
 * Decodes one picture, turned upright as its metadata says; of an animation the first frame.
 * @throws UnreadableImage with `index` when the bytes are broken, no picture, or over 40 million pixels.
 */
export async function decodePicture(bytes: Uint8Array, index: number): Promise<Picture> {
  try {
    const source = sharp(bytes, { limitInputPixels: maxPixels, failOn: "error" });
    const { format, autoOrient } = await source.metadata();
    const { width, height } = autoOrient;
    const scale = Math.min(1, rasterSide / Math.max(width, height));
    const size = {
      width: Math.max(1, Math.round(width * scale)),
      height: Math.max(1, Math.round(height * scale)),
    };
    const rgba = await source
      .autoOrient()
      .resize({ ...size, fit: "fill", kernel: "linear" })
      .toColourspace("srgb")
      .ensureAlpha()
      .raw({ depth: "uchar" })
      .toBuffer();
    return { width, height, format: format ?? "unknown", ...onWhite(rgba, size.width, size.height) };
  } catch {
    // What libvips says of the bytes is no use to the sender; the vendor's wire says only which image it was.
    throw new UnreadableImage(index);
  }
}

function onWhite(rgba: Uint8Array, width: number, height: number): { transparent: number; raster: Raster } {
  const rgb = new Uint8Array(width * height * 3);
  let clear = 0;
  for (let pixel = 0; pixel < width * height; pixel++) {
    const alpha = rgba[pixel * 4 + 3] ?? 255;
    if (alpha < 250) clear++;
    for (let channel = 0; channel < 3; channel++) {
      const value = rgba[pixel * 4 + channel] ?? 0;
      rgb[pixel * 3 + channel] = Math.round((value * alpha + 255 * (255 - alpha)) / 255);
    }
  }
  return { transparent: clear / (width * height), raster: { width, height, rgb } };
}
