import "server-only";
import type { Rgb } from "./colour";
import type { Raster } from "./pixels";
import { findSplit } from "./split-surfaces";

/** One stretch of connected pixels of one colour. The box is in raster pixels; `x1` and `y1` lie just outside. */
export type Component = {
  id: number;
  area: number;
  x0: number;
  y0: number;
  x1: number;
  y1: number;
  rgb: Rgb;
  /** No wider than a stroke: hardly a pixel has only its own kind around it. */
  thin: boolean;
};

export type Segments = {
  /** The component of each pixel. */
  labels: Int32Array;
  components: Component[];
};

/** Differences below this join neighbours; white and Tailwind's `slate-50` are 0.016 apart. */
const leastTolerance = 0.008;
/** How far a gradient may run and still be one component. */
const longestGradient = 0.16;

/** Cuts the raster into components of like colour, and gives blurred edge pixels to the surface they belong to. */
export function segment(raster: Raster, labs: Float32Array): Segments {
  const labels = flood(raster, labs);
  const first = measure(raster, labels);
  dissolveBlur(raster, labels, first);
  const second = measure(raster, labels);
  const joined = findSplit(labels, second, raster.width);
  if (joined.size === 0) return { labels, components: second };
  for (let at = 0; at < labels.length; at++) labels[at] = joined.get(labels[at] ?? 0) ?? labels[at] ?? 0;
  return { labels, components: measure(raster, labels) };
}

function flood({ width, height }: Raster, labs: Float32Array): Int32Array {
  const count = width * height;
  const labels = new Int32Array(count).fill(-1);
  const tolerance = toleranceFor(labs, width);
  const stack = new Int32Array(count);
  let next = 0;
  for (let seed = 0; seed < count; seed++) {
    if (labels[seed] !== -1) continue;
    const label = next++;
    labels[seed] = label;
    let size = 1;
    stack[0] = seed;
    while (size > 0) {
      const at = stack[--size] ?? 0;
      const x = at % width;
      for (let side = 0; side < 4; side++) {
        const to = side === 0 ? at - 1 : side === 1 ? at + 1 : side === 2 ? at - width : at + width;
        if ((side === 0 && x === 0) || (side === 1 && x + 1 === width) || labels[to] !== -1) continue;
        if (far(labs, at * 3, to * 3) > tolerance || far(labs, seed * 3, to * 3) > longestGradient) continue;
        labels[to] = label;
        stack[size++] = to;
      }
    }
  }
  return labels;
}

/** A quick stand-in for the distance in OKLab. */
function far(labs: Float32Array, one: number, other: number): number {
  return (
    Math.abs((labs[one] ?? 0) - (labs[other] ?? 0)) +
    0.5 * Math.abs((labs[one + 1] ?? 0) - (labs[other + 1] ?? 0)) +
    0.5 * Math.abs((labs[one + 2] ?? 0) - (labs[other + 2] ?? 0))
  );
}

/** Paper, film and JPEG make neighbours differ; the median difference says how much. */
function toleranceFor(labs: Float32Array, width: number): number {
  const steps: number[] = [];
  for (let at = 0; at + 3 < labs.length; at += 3 * 37) {
    if ((at / 3) % width < width - 1) steps.push(Math.abs((labs[at] ?? 0) - (labs[at + 3] ?? 0)));
  }
  steps.sort((a, b) => a - b);
  const median = steps[Math.floor(steps.length / 2)] ?? 0;
  return Math.min(0.035, Math.max(leastTolerance, median * 4));
}

/** Where the counts of a component stand: area, core pixels, box, then the sums of red, green and blue. */
const fields = { core: 1, x0: 2, y0: 3, x1: 4, y1: 5, red: 6 };
const stride = 9;

function measure({ width, height, rgb }: Raster, labels: Int32Array): Component[] {
  let count = 0;
  for (let at = 0; at < labels.length; at++) count = Math.max(count, (labels[at] ?? 0) + 1);
  const sums = new Float64Array(count * stride);
  for (let id = 0; id < count; id++) {
    sums[id * stride + fields.x0] = width;
    sums[id * stride + fields.y0] = height;
  }
  for (let at = 0; at < labels.length; at++) {
    const base = (labels[at] ?? 0) * stride;
    const x = at % width;
    const y = (at - x) / width;
    sums[base] = (sums[base] ?? 0) + 1;
    if (isCore(labels, width, at, x)) sums[base + fields.core] = (sums[base + fields.core] ?? 0) + 1;
    if (x < (sums[base + fields.x0] ?? 0)) sums[base + fields.x0] = x;
    if (y < (sums[base + fields.y0] ?? 0)) sums[base + fields.y0] = y;
    if (x >= (sums[base + fields.x1] ?? 0)) sums[base + fields.x1] = x + 1;
    sums[base + fields.y1] = y + 1;
    for (let channel = 0; channel < 3; channel++) {
      sums[base + fields.red + channel] =
        (sums[base + fields.red + channel] ?? 0) + (rgb[at * 3 + channel] ?? 0);
    }
  }
  return Array.from({ length: count }, (_, id) =>
    toComponent(id, sums.subarray(id * stride, (id + 1) * stride)),
  );
}

function toComponent(id: number, sums: Float64Array): Component {
  const [area = 0, core = 0, x0 = 0, y0 = 0, x1 = 0, y1 = 0, red = 0, green = 0, blue = 0] = sums;
  const pixels = Math.max(1, area);
  const rgb: Rgb = [red / pixels, green / pixels, blue / pixels];
  return { id, area, x0, y0, x1, y1, rgb, thin: core < 0.08 * area };
}

function isCore(labels: Int32Array, width: number, at: number, x: number): boolean {
  const label = labels[at];
  return (
    (x === 0 || labels[at - 1] === label) &&
    (x + 1 === width || labels[at + 1] === label) &&
    (at < width || labels[at - width] === label) &&
    (at + width >= labels.length || labels[at + width] === label)
  );
}

/** A pixel of a thin component whose colour is a mix of two surfaces beside it is an edge: the nearer one has it. */
function dissolveBlur(raster: Raster, labels: Int32Array, components: readonly Component[]): void {
  const { width, rgb } = raster;
  const before = labels.slice();
  for (let at = 0; at < before.length; at++) {
    if (!components[before[at] ?? 0]?.thin) continue;
    const near = surfacesNear(before, components, width, at);
    const pixel: Rgb = [rgb[at * 3] ?? 0, rgb[at * 3 + 1] ?? 0, rgb[at * 3 + 2] ?? 0];
    for (let i = 0; i < near.length; i++) {
      for (let j = i + 1; j < near.length; j++) {
        const [one, other] = [near[i], near[j]];
        const share = one && other && mixOf(pixel, one.rgb, other.rgb);
        if (share !== undefined) labels[at] = (share < 0.5 ? one : other)?.id ?? 0;
      }
    }
  }
}

function surfacesNear(
  labels: Int32Array,
  components: readonly Component[],
  width: number,
  at: number,
): Component[] {
  const found: Component[] = [];
  const x = at % width;
  for (let dy = -2; dy <= 2; dy++) {
    for (let dx = -2; dx <= 2; dx++) {
      const to = at + dy * width + dx;
      if (x + dx < 0 || x + dx >= width || to < 0 || to >= labels.length) continue;
      const one = components[labels[to] ?? 0];
      if (one && !one.thin && !found.includes(one) && found.length < 4) found.push(one);
    }
  }
  return found;
}

/** How much of `other` is mixed into `one` to give `pixel`, 0 to 1; undefined when it is no such mix. */
function mixOf(pixel: Rgb, one: Rgb, other: Rgb): number | undefined {
  const along = [other[0] - one[0], other[1] - one[1], other[2] - one[2]] as const;
  const to = [pixel[0] - one[0], pixel[1] - one[1], pixel[2] - one[2]] as const;
  const length = Math.hypot(...along);
  if (length < 3) return undefined;
  const share = (along[0] * to[0] + along[1] * to[1] + along[2] * to[2]) / (length * length);
  const off = Math.hypot(to[0] - along[0] * share, to[1] - along[1] * share, to[2] - along[2] * share);
  return share >= -0.03 && share <= 1.03 && off <= Math.max(3, length * 0.08) ? share : undefined;
}
