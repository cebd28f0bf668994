import "server-only";
import type { Rgb } from "./colour";

/** A rule or border as it was before the downsampling blurred it. Width in raster pixels. */
export type Stroke = { rgb: Rgb; width: number };

/**
 * Finds colour and width of a thin stroke. `sum` is how far the pixels across it differ from the ground, added up;
 * `strongest` is the largest single difference; `pixel` is the width of one source pixel on the raster, the least a
 * stroke can have.
 */
export function solveStroke(ground: Rgb, sum: Rgb, strongest: Rgb, pixel: number): Stroke {
  const whole = Math.hypot(...sum);
  const peak = Math.max(1e-6, Math.hypot(...strongest));
  const colourAt = (width: number) => ground.map((value, channel) => value + (sum[channel] ?? 0) / width);
  const thin = colourAt(pixel);
  const possible = thin.every((value) => value > -25 && value < 280);
  const width = possible ? pixel : Math.max(pixel, whole / peak);
  const [red = 0, green = 0, blue = 0] = colourAt(width).map((value) => Math.min(255, Math.max(0, value)));
  return { rgb: [red, green, blue], width };
}
