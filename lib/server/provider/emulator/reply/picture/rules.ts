import "server-only";
import type { Block } from "./block";
import type { Rgb } from "./colour";
import { nearestMix } from "./frames";
import type { Ground } from "./ground";
import type { Raster } from "./pixels";
import { solveStroke } from "./stroke";

/** A straight stretch of even colour, `from` to `to` along row (or column) `first` to `last`. */
type Stretch = { first: number; last: number; from: number; to: number };

const shortest = 12;
const faintest = 0.012;

/** Finds straight horizontal and vertical rules, and takes their pixels out of the ground's contrast. */
export function takeRules(raster: Raster, labs: Float32Array, ground: Ground, pixel: number): Block[] {
  return [true, false].flatMap((flat) => {
    const stretches = findStretches(raster, labs, ground, flat).filter((one) =>
      standsFree(raster, ground, one, flat),
    );
    const blocks = stretches
      .filter((one) => !isBlur(raster, one, flat))
      .map((one) => toRule(raster, ground, one, flat, pixel));
    for (const one of stretches) {
      eachPixel(raster, one, flat, (at) => {
        ground.contrast[at] = 0;
      });
    }
    return blocks;
  });
}

function findStretches(
  { width, height }: Raster,
  labs: Float32Array,
  { contrast, owners }: Ground,
  flat: boolean,
): Stretch[] {
  const [rows, length] = flat ? [height, width] : [width, height];
  const done: Stretch[] = [];
  let open: Stretch[] = [];
  for (let row = 0; row < rows; row++) {
    const next: Stretch[] = [];
    let from = 0;
    for (let along = 1; along <= length; along++) {
      const at = flat ? row * width + along : along * width + row;
      const before = flat ? at - 1 : at - width;
      const even =
        along < length &&
        (contrast[at] ?? 0) > faintest &&
        (contrast[before] ?? 0) > faintest &&
        owners[at] === owners[before] &&
        Math.abs((labs[at * 3] ?? 0) - (labs[before * 3] ?? 0)) < 0.025;
      if (even) continue;
      if (along - from >= shortest) next.push(joined(open, { first: row, last: row, from, to: along }));
      from = along;
    }
    done.push(...open.filter((one) => one.last < row && !next.includes(one)));
    open = next;
  }
  return [...done, ...open];
}

/** The stretch of the row before that this one thickens, or itself. */
function joined(open: readonly Stretch[], one: Stretch): Stretch {
  const above = open.find(
    (other) => Math.abs(other.from - one.from) <= 3 && Math.abs(other.to - one.to) <= 3,
  );
  if (!above) return one;
  above.last = one.first;
  return above;
}

/** Not more than four pixels thick, and little ink beside it. */
function standsFree({ width, height }: Raster, { contrast }: Ground, one: Stretch, flat: boolean): boolean {
  if (one.last - one.first > 3) return false;
  const limit = flat ? height : width;
  return [one.first - 1, one.last + 1].every((row) => {
    if (row < 0 || row >= limit) return true;
    let ink = 0;
    for (let along = one.from; along < one.to; along++) {
      if ((contrast[flat ? row * width + along : along * width + row] ?? 0) > 0.03) ink++;
    }
    return ink <= 0.2 * (one.to - one.from);
  });
}

/** The edge between two surfaces is blurred to a mix of both: no rule. */
function isBlur({ width, height, rgb }: Raster, one: Stretch, flat: boolean): boolean {
  const along = Math.floor((one.from + one.to) / 2);
  const at = (row: number): Rgb => {
    const line = Math.min((flat ? height : width) - 1, Math.max(0, row));
    const index = (flat ? line * width + along : along * width + line) * 3;
    return [rgb[index] ?? 0, rgb[index + 1] ?? 0, rgb[index + 2] ?? 0];
  };
  const [before, after, here] = [
    at(one.first - 2),
    at(one.last + 2),
    at(Math.floor((one.first + one.last) / 2)),
  ];
  const base = nearestMix(here, before, after);
  return Math.hypot(here[0] - base[0], here[1] - base[1], here[2] - base[2]) < 6;
}

function eachPixel(
  { width }: Raster,
  one: Stretch,
  flat: boolean,
  visit: (at: number, row: number) => void,
): void {
  for (let row = one.first; row <= one.last; row++) {
    for (let along = one.from; along < one.to; along++)
      visit(flat ? row * width + along : along * width + row, row);
  }
}

function toRule(raster: Raster, ground: Ground, one: Stretch, flat: boolean, pixel: number): Block {
  const { width, rgb } = raster;
  const colour = ground.colourOf(
    ground.owners[flat ? one.first * width + one.from : one.from * width + one.first] ?? -1,
  );
  const length = one.to - one.from;
  const rows = new Map<number, [number, number, number]>();
  eachPixel(raster, one, flat, (at, row) => {
    const sum = rows.get(row) ?? [0, 0, 0];
    for (const channel of [0, 1, 2] as const)
      sum[channel] += ((rgb[at * 3 + channel] ?? 0) - colour[channel]) / length;
    rows.set(row, sum);
  });
  const means = [...rows.entries()];
  const whole = means.reduce<Rgb>(
    (sum, [, mean]) => [sum[0] + mean[0], sum[1] + mean[1], sum[2] + mean[2]],
    [0, 0, 0],
  );
  const size = (mean: Rgb) => Math.hypot(...mean);
  const [, strongest] = means.reduce((best, mean) => (size(mean[1]) > size(best[1]) ? mean : best));
  const stroke = solveStroke(colour, whole, strongest, pixel);
  const weight = means.reduce((sum, [, mean]) => sum + size(mean), 0);
  const middle =
    means.reduce((sum, [row, mean]) => sum + (row + 0.5) * size(mean), 0) / Math.max(1e-6, weight);
  const box = flat
    ? { x: one.from, y: middle - stroke.width / 2, width: length, height: stroke.width }
    : { x: middle - stroke.width / 2, y: one.from, width: stroke.width, height: length };
  return { kind: "line", box, rgb: stroke.rgb };
}
