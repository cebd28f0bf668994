import "server-only";
import { areaOf, type Block } from "./block";
import { distance, labOf, type Rgb } from "./colour";
import { flatten, looksLikeBars, type Region } from "./layout";

/** One bar: its colour, and its height as a share of the tallest, 0 to 1. `x` is the middle, in raster pixels. */
export type Bar = { x: number; rgb: Rgb; height: number };

/** A line drawn across: where it starts, peaks and ends, as shares of its own height from its lowest point. */
export type Curve = { rgb: Rgb; start: number; peak: number; peakAt: number; end: number };

export type ChartReading = { bars: Bar[]; curves: Curve[]; gridlines: number; labels: number };

/** Reads bars on a common foot, curves and gridlines out of the regions; undefined when there is no chart. */
export function readChart(root: Region, raster: { width: number; height: number }): ChartReading | undefined {
  const blocks = flatten(root).map(({ block }) => block);
  const bars = findBars(blocks, raster);
  const curves = blocks.flatMap((block) => readCurve(block, raster));
  if (bars.length < 3 && curves.length === 0) return undefined;
  const rows = blocks.filter(({ kind, box }) => kind === "line" && box.width > box.height);
  const heights = new Set(rows.filter(({ box }) => box.width > 10).map(({ box }) => Math.round(box.y / 3)));
  return {
    bars,
    curves,
    gridlines: heights.size,
    labels: blocks.filter(({ kind }) => kind === "text").length,
  };
}

/** The largest set of upright surfaces that stand on one foot and are about as wide as each other. */
function findBars(blocks: readonly Block[], raster: { width: number; height: number }): Bar[] {
  const upright = blocks.filter(
    ({ kind, box }) => kind === "rect" && box.width < raster.width * 0.2 && areaOf(box) > 24,
  );
  let best: Block[] = [];
  for (const first of upright) {
    const foot = first.box.y + first.box.height;
    const set = upright.filter(
      ({ box }) => Math.abs(box.y + box.height - foot) <= 3 && Math.abs(box.width - first.box.width) <= 2.5,
    );
    if (set.length > best.length && looksLikeBars(set.map(({ box }) => box))) best = set;
  }
  const heights = best.map((bar) => wholeHeight(bar, blocks));
  const tallest = Math.max(1, ...heights);
  return best
    .map(({ box, rgb }, index) => ({
      x: box.x + box.width / 2,
      rgb,
      height: (heights[index] ?? 0) / tallest,
    }))
    .sort((a, b) => a.x - b.x);
}

/** A curve across a bar's top leaves pieces of it above: they count as part of the bar. */
function wholeHeight({ box, rgb }: Block, blocks: readonly Block[]): number {
  const above = blocks.filter(
    (one) =>
      (one.kind === "rect" || one.kind === "path") &&
      one.box.x > box.x - 2 &&
      one.box.x + one.box.width < box.x + box.width + 2 &&
      one.box.y < box.y &&
      one.box.y + one.box.height > box.y - 6 &&
      distance(labOf(one.rgb), labOf(rgb)) < 0.04,
  );
  const top = Math.min(box.y, ...above.map((one) => one.box.y));
  return box.y + box.height - top;
}

/** A wide thin drawing, read from its outline: the highest of its points near the left end, the right end and on top. */
function readCurve(
  { kind, box, rgb, outline, density }: Block,
  raster: { width: number; height: number },
): Curve[] {
  if (kind !== "path" || !outline || box.width < raster.width * 0.25) return [];
  if (box.height < raster.height * 0.04 || (density ?? 1) > 0.25) return [];
  const points = [...outline.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => ({
    x: Number(x),
    y: Number(y),
  }));
  const highest = (from: number, to: number) =>
    Math.min(
      box.height,
      ...points.filter(({ x }) => x >= from * box.width && x <= to * box.width).map(({ y }) => y),
    );
  const level = (y: number) => Math.min(1, Math.max(0, 1 - y / box.height));
  const top = points.reduce((best, point) => (point.y < best.y ? point : best), { x: 0, y: box.height });
  const ends = { start: level(highest(0, 0.06)), end: level(highest(0.94, 1)) };
  return [{ rgb, ...ends, peak: level(top.y), peakAt: top.x / box.width }];
}

/** Bars by colour, most bars first: the series of the chart, or bars that are set apart. */
export function seriesOf(bars: readonly Bar[]): { rgb: Rgb; count: number }[] {
  const series: { rgb: Rgb; count: number }[] = [];
  for (const { rgb } of bars) {
    const same = series.find((one) => distance(labOf(one.rgb), labOf(rgb)) < 0.06);
    if (same) same.count++;
    else series.push({ rgb, count: 1 });
  }
  return series.sort((a, b) => b.count - a.count);
}
