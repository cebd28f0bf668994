import "server-only";
import type { Box } from "./block";
import type { Rgb } from "./colour";
import type { Raster } from "./pixels";
import { type Stroke, solveStroke } from "./stroke";

/** How far from an edge the pixels of its border are looked for, in raster pixels. */
export const borderReach = 3;

/** The border drawn around a rectangle, when at least three of its sides show one; drawn by hand it may waver. */
export function findBorder(raster: Raster, box: Box, inside: Rgb, pixel: number): Stroke | undefined {
  if (Math.min(box.width, box.height) < 8) return undefined;
  const sides = [
    { across: box.x, from: box.y, to: box.y + box.height, step: -1, vertical: true },
    { across: box.x + box.width, from: box.y, to: box.y + box.height, step: 1, vertical: true },
    { across: box.y, from: box.x, to: box.x + box.width, step: -1, vertical: false },
    { across: box.y + box.height, from: box.x, to: box.x + box.width, step: 1, vertical: false },
  ] as const;
  const seen = sides.map((side) => sideStroke(raster, side, inside)).filter((one) => one !== undefined);
  if (seen.length < 3) return undefined;
  seen.sort((a, b) => Math.hypot(...a.sum) - Math.hypot(...b.sum));
  const middle = seen[Math.floor(seen.length / 2)];
  return middle && solveStroke(middle.ground, middle.sum, middle.strongest, pixel);
}

type Side = { across: number; from: number; to: number; step: 1 | -1; vertical: boolean };
type Excess = { ground: Rgb; sum: Rgb; strongest: Rgb };

function sideStroke(raster: Raster, side: Side, inside: Rgb): Excess | undefined {
  const limit = side.vertical ? raster.width : raster.height;
  const edge = Math.round(side.across);
  const beyond = edge + side.step * (borderReach + 2);
  if (beyond < 0 || beyond >= limit) return undefined;
  const margin = (side.to - side.from) * 0.2;
  const samples: Excess[] = [];
  for (let along = Math.ceil(side.from + margin); along < side.to - margin; along++) {
    const at = (across: number) => colourAt(raster, side.vertical ? [across, along] : [along, across]);
    samples.push(excess(at, edge, side.step, inside, at(beyond)));
  }
  samples.sort((a, b) => Math.hypot(...a.sum) - Math.hypot(...b.sum));
  const weak = samples[Math.floor(samples.length * 0.2)];
  const middle = samples[Math.floor(samples.length / 2)];
  return weak && middle && Math.hypot(...weak.sum) > 5 ? middle : undefined;
}

/** What the pixels across an edge have beyond any mix of inside and outside. */
function excess(at: (across: number) => Rgb, edge: number, step: number, inside: Rgb, outside: Rgb): Excess {
  const sum = [0, 0, 0];
  let strongest: Rgb = [0, 0, 0];
  let ground = inside;
  for (let offset = -borderReach; offset <= borderReach; offset++) {
    const pixel = at(edge + step * offset - (step < 0 ? 1 : 0));
    const base = nearestMix(pixel, inside, outside);
    const over: Rgb = [pixel[0] - base[0], pixel[1] - base[1], pixel[2] - base[2]];
    if (Math.hypot(...over) < 2) continue;
    for (const channel of [0, 1, 2] as const) sum[channel] = (sum[channel] ?? 0) + over[channel];
    if (Math.hypot(...over) > Math.hypot(...strongest)) {
      strongest = over;
      ground = base;
    }
  }
  return { ground, sum: [sum[0] ?? 0, sum[1] ?? 0, sum[2] ?? 0], strongest };
}

/** The mix of two colours that comes nearest to a pixel. */
export function nearestMix(pixel: Rgb, one: Rgb, other: Rgb): Rgb {
  const along = [other[0] - one[0], other[1] - one[1], other[2] - one[2]] as const;
  const length = along[0] ** 2 + along[1] ** 2 + along[2] ** 2;
  if (length === 0) return one;
  const dot =
    along[0] * (pixel[0] - one[0]) + along[1] * (pixel[1] - one[1]) + along[2] * (pixel[2] - one[2]);
  const share = Math.min(1, Math.max(0, dot / length));
  return [one[0] + along[0] * share, one[1] + along[1] * share, one[2] + along[2] * share];
}

function colourAt({ width, height, rgb }: Raster, [x, y]: readonly [number, number]): Rgb {
  const column = Math.min(width - 1, Math.max(0, x));
  const at = (Math.min(height - 1, Math.max(0, y)) * width + column) * 3;
  return [rgb[at] ?? 0, rgb[at + 1] ?? 0, rgb[at + 2] ?? 0];
}
