import "server-only";
import type { Block, Box } from "./block";
import type { Rgb } from "./colour";
import type { Ground } from "./ground";
import { traceOutline } from "./outline";
import type { Raster } from "./pixels";

/** A run of ink: its box (whole pixels), the surface it stands on (-1: the page) and how many of its pixels are ink. */
type Run = { x0: number; y0: number; x1: number; y1: number; owner: number; ink: number };

const mostRuns = 420;
/** OKLab distance from its ground at which a pixel is ink. */
const faintest = 0.045;

/** Finds what is written or drawn on the surfaces and the page: lines of text, icons and curves. */
export function findInk(raster: Raster, ground: Ground): Block[] {
  const mask = new Uint8Array(ground.contrast.length);
  for (let at = 0; at < mask.length; at++) if ((ground.contrast[at] ?? 0) > faintest) mask[at] = 1;
  const closed = close(mask, ground.owners, raster.width);
  const runs = joinWords(connect(closed, mask, ground.owners, raster.width));
  return runs
    .filter(({ ink, x0, x1, y0, y1 }) => ink >= 4 && (x1 - x0) * (y1 - y0) >= 6)
    .sort((a, b) => b.ink - a.ink)
    .slice(0, mostRuns)
    .flatMap((run) => toBlock(raster, ground.contrast, mask, run, ground.colourOf(run.owner)));
}

/** Fills gaps of up to three pixels along a row, so that letters become lines. */
function close(mask: Uint8Array, owners: Int32Array, width: number): Uint8Array {
  const closed = mask.slice();
  let last = -9;
  for (let at = 0; at < mask.length; at++) {
    if (!mask[at]) continue;
    const sameRow = Math.floor(last / width) === Math.floor(at / width);
    if (last >= 0 && sameRow && at - last <= 4 && owners[last] === owners[at]) closed.fill(1, last + 1, at);
    last = at;
  }
  return closed;
}

function connect(closed: Uint8Array, mask: Uint8Array, owners: Int32Array, width: number): Run[] {
  const seen = new Uint8Array(closed.length);
  const runs: Run[] = [];
  const stack: number[] = [];
  for (let seed = 0; seed < closed.length; seed++) {
    if (!closed[seed] || seen[seed]) continue;
    const owner = owners[seed] ?? -1;
    const run: Run = { x0: width, y0: closed.length, x1: 0, y1: 0, owner, ink: 0 };
    seen[seed] = 1;
    stack.push(seed);
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const x = at % width;
      const y = (at - x) / width;
      run.x0 = Math.min(run.x0, x);
      run.x1 = Math.max(run.x1, x + 1);
      run.y0 = Math.min(run.y0, y);
      run.y1 = Math.max(run.y1, y + 1);
      if (mask[at]) run.ink++;
      for (let dy = -1; dy <= 1; dy++) {
        for (let dx = -1; dx <= 1; dx++) {
          const to = at + dy * width + dx;
          if (x + dx < 0 || x + dx >= width || !closed[to] || seen[to]) continue;
          seen[to] = 1;
          stack.push(to);
        }
      }
    }
    runs.push(run);
  }
  return runs;
}

/** Joins runs of one line: same surface, overlapping heights, a gap of about a space. Dots of an i join too. */
function joinWords(runs: Run[]): Run[] {
  const sorted = runs.sort((a, b) => a.x0 - b.x0 || a.y0 - b.y0);
  const joined: Run[] = [];
  for (const run of sorted) {
    const host = joined.findLast((one) => belongTogether(one, run));
    if (!host) {
      joined.push({ ...run });
      continue;
    }
    host.x1 = Math.max(host.x1, run.x1);
    host.y0 = Math.min(host.y0, run.y0);
    host.y1 = Math.max(host.y1, run.y1);
    host.ink += run.ink;
  }
  return joined;
}

function belongTogether(one: Run, next: Run): boolean {
  if (one.owner !== next.owner) return false;
  const [tall, other] = [one.y1 - one.y0, next.y1 - next.y0];
  if (Math.max(tall, other) > 40) return false;
  if (Math.max(tall, other) > 6 && Math.max(tall, other) > 2.2 * Math.min(tall, other)) return false;
  const overlap = Math.min(one.y1, next.y1) - Math.max(one.y0, next.y0);
  const gap = next.x0 - one.x1;
  return (
    overlap >= 0.6 * Math.min(tall, other) &&
    gap <= Math.max(3, 0.55 * Math.max(tall, other)) &&
    gap > -4 - tall
  );
}

function toBlock(raster: Raster, contrast: Float32Array, mask: Uint8Array, run: Run, ground: Rgb): Block[] {
  const { width } = raster;
  const box: Box = { x: run.x0, y: run.y0, width: run.x1 - run.x0, height: run.y1 - run.y0 };
  const isInk = (x: number, y: number) => mask[y * width + x] === 1;
  const rgb = strongest(raster, contrast, isInk, box);
  const density = run.ink / (box.width * box.height);
  if (looksWritten(raster, box, density, isInk)) {
    return [{ kind: "text", box, rgb: unblurred(rgb, ground, box.height), density }];
  }
  const outline = traceOutline(isInk, box);
  return outline ? [{ kind: "path", box, rgb, outline, density }] : [];
}

/** The strokes of small writing are thinner than a pixel, so that even the strongest pixel is paler than the ink. */
function unblurred(seen: Rgb, ground: Rgb, height: number): Rgb {
  const factor = height <= 4 ? 1.5 : height <= 7 ? 1.3 : 1.08;
  const at = (channel: 0 | 1 | 2) =>
    Math.min(255, Math.max(0, ground[channel] + (seen[channel] - ground[channel]) * factor));
  return [at(0), at(1), at(2)];
}

/** Low, wide and dense is writing; tall runs must also have the several strokes a column of letters has. */
function looksWritten(
  { height }: Raster,
  box: Box,
  density: number,
  isInk: (x: number, y: number) => boolean,
): boolean {
  if (box.height < 2 || box.height > Math.max(12, height * 0.11)) return false;
  if (box.width < box.height * 1.15 || density < 0.16) return false;
  if (box.width > 80 * box.height) return false;
  if (box.height <= 16 && density > 0.34) return true;
  return box.height < 5 || strokesPerColumn(box, isInk) >= 1.15;
}

/** How many separate strokes a column of ink has on average: about 1 for a curve, more for letters. */
function strokesPerColumn(box: Box, isInk: (x: number, y: number) => boolean): number {
  let [strokes, columns] = [0, 0];
  for (let x = box.x; x < box.x + box.width; x++) {
    let before = false;
    let here = 0;
    for (let y = box.y; y < box.y + box.height; y++) {
      const now = isInk(x, y);
      if (now && !before) here++;
      before = now;
    }
    strokes += here;
    if (here > 0) columns++;
  }
  return columns === 0 ? 0 : strokes / columns;
}

/** The mean of the quarter of the ink that stands out most from what is under it: the colour before the blur. */
function strongest(
  { width, rgb }: Raster,
  contrast: Float32Array,
  isInk: (x: number, y: number) => boolean,
  box: Box,
): Rgb {
  const inks: number[] = [];
  for (let y = box.y; y < box.y + box.height; y++) {
    for (let x = box.x; x < box.x + box.width; x++) if (isInk(x, y)) inks.push(y * width + x);
  }
  inks.sort((a, b) => (contrast[b] ?? 0) - (contrast[a] ?? 0) || a - b);
  const top = inks.slice(0, Math.max(1, Math.ceil(inks.length / 4)));
  const mean = (channel: number) =>
    top.reduce((sum, at) => sum + (rgb[at * 3 + channel] ?? 0), 0) / Math.max(1, top.length);
  return [mean(0), mean(1), mean(2)];
}
