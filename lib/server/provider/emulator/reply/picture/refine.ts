import "server-only";
import type { Box } from "./block";
import type { Rgb } from "./colour";
import type { Component } from "./components";
import type { Raster } from "./pixels";

/** Puts each edge of a box where the blur of the downsampled pixels says it is: within a fraction of a pixel. */
export function refineBox(raster: Raster, { x0, y0, x1, y1 }: Component, inside: Rgb): Box {
  const left = edgeOf(raster, inside, { at: x0, step: -1, from: y0, to: y1, vertical: true });
  const right = edgeOf(raster, inside, { at: x1 - 1, step: 1, from: y0, to: y1, vertical: true });
  const top = edgeOf(raster, inside, { at: y0, step: -1, from: x0, to: x1, vertical: false });
  const bottom = edgeOf(raster, inside, { at: y1 - 1, step: 1, from: x0, to: x1, vertical: false });
  return { x: x0 - left, y: y0 - top, width: x1 - x0 + left + right, height: y1 - y0 + top + bottom };
}

/** `at` is the last row or column inside, `step` leads out, `from` to `to` is how far the edge runs. */
type Edge = { at: number; step: 1 | -1; from: number; to: number; vertical: boolean };

/** How far the surface reaches beyond its last row or column, in pixels (negative: less far), as the median says. */
function edgeOf(raster: Raster, inside: Rgb, { at, step, from, to, vertical }: Edge): number {
  const limit = vertical ? raster.width : raster.height;
  if (at + step < 0 || at + step >= limit) return 0;
  const beyond = Math.min(limit - 1, Math.max(0, at + step * 3));
  const reach: number[] = [];
  const margin = Math.floor((to - from) / 5);
  for (let along = from + margin; along < to - margin; along++) {
    const pixel = (across: number) => colourAt(raster, vertical ? [across, along] : [along, across]);
    const outside = pixel(beyond);
    const cover = (across: number) => share(pixel(across), inside, outside);
    const sum = cover(at) + cover(at + step) + (at + step * 2 === beyond ? 0 : cover(at + step * 2));
    if (Number.isFinite(sum)) reach.push(sum - 1);
  }
  reach.sort((a, b) => a - b);
  const median = reach[Math.floor(reach.length / 2)] ?? 0;
  return Math.abs(median) <= 1.2 ? median : 0;
}

function colourAt({ width, rgb }: Raster, [x, y]: readonly [number, number]): Rgb {
  const at = (y * width + x) * 3;
  return [rgb[at] ?? 0, rgb[at + 1] ?? 0, rgb[at + 2] ?? 0];
}

/** How much of `inside` a pixel holds, against `outside`; NaN when the two are alike. */
function share(pixel: Rgb, inside: Rgb, outside: Rgb): number {
  const along = inside.map((value, channel) => value - (outside[channel] ?? 0));
  const length = along.reduce((sum, value) => sum + value * value, 0);
  if (length < 30) return Number.NaN;
  const dot = along.reduce(
    (sum, value, channel) => sum + value * ((pixel[channel] ?? 0) - (outside[channel] ?? 0)),
    0,
  );
  return Math.min(1, Math.max(0, dot / length));
}
