import "server-only";
import { distance, type Lab, labOf, type Rgb } from "./colour";
import type { Raster } from "./pixels";

/** `share` of the picture's pixels, 0 to 1. */
export type Swatch = { rgb: Rgb; share: number };

/**
 * The dominant colours, most frequent first: exact where a colour is flat, at most `most` of them. Blurred edges are
 * mixes that nobody chose, so only pixels alike to a neighbour both ways count, unless hardly any are.
 */
export function findPalette(raster: Raster, most = 8): Swatch[] {
  const groups: { lab: Lab; rgb: Rgb; count: number }[] = [];
  const { counts, pixels } = histogram(raster);
  for (const [key, count] of counts) {
    const rgb: Rgb = [key >> 16, (key >> 8) & 255, key & 255];
    const lab = labOf(rgb);
    const near = groups.find((one) => distance(one.lab, lab) < (groups.length > 40 ? 0.12 : 0.055));
    if (near) near.count += count;
    else groups.push({ lab, rgb, count });
  }
  return groups
    .map(({ rgb, count }) => ({ rgb, share: count / pixels }))
    .filter(({ share }) => share >= 0.002)
    .sort((a, b) => b.share - a.share)
    .slice(0, most);
}

/** Exact colours by count, most frequent first; in photographs only the two thousand most frequent bins. */
function histogram(raster: Raster): { counts: [key: number, count: number][]; pixels: number } {
  const flat = countColours(raster, true);
  const used = flat.pixels > 0.3 * raster.width * raster.height ? flat : countColours(raster, false);
  return { counts: binned(used.exact), pixels: used.pixels };
}

function countColours({ width, height, rgb }: Raster, onlyFlat: boolean) {
  const exact = new Map<number, number>();
  let pixels = 0;
  const keyAt = (at: number) =>
    ((rgb[at * 3] ?? 0) << 16) | ((rgb[at * 3 + 1] ?? 0) << 8) | (rgb[at * 3 + 2] ?? 0);
  for (let at = 0; at < width * height; at++) {
    const key = keyAt(at);
    const x = at % width;
    if (onlyFlat) {
      const beside = (x > 0 && keyAt(at - 1) === key) || (x + 1 < width && keyAt(at + 1) === key);
      const above = (at >= width && keyAt(at - width) === key) || keyAt(at + width) === key;
      if (!beside || !above) continue;
    }
    pixels++;
    exact.set(key, (exact.get(key) ?? 0) + 1);
  }
  return { exact, pixels };
}

function binned(exact: Map<number, number>): [key: number, count: number][] {
  const bins = new Map<number, { key: number; most: number; count: number }>();
  for (const [key, count] of exact) {
    const bin = ((key >> 19) << 10) | (((key >> 11) & 31) << 5) | ((key & 255) >> 3);
    const old = bins.get(bin);
    if (!old) bins.set(bin, { key, most: count, count });
    else
      bins.set(bin, {
        key: count > old.most ? key : old.key,
        most: Math.max(count, old.most),
        count: old.count + count,
      });
  }
  return [...bins.values()]
    .sort((a, b) => b.count - a.count || a.key - b.key)
    .slice(0, 2000)
    .map(({ key, count }) => [key, count]);
}
