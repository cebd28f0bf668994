import "server-only";
import { colourNames } from "./colour-names";
import type { Raster } from "./pixels";

/** Channels from 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];
/** OKLab: lightness 0 to 1, then the two opponent axes. Euclidean distance is about what the eye sees. */
export type Lab = readonly [lightness: number, a: number, b: number];

const linear = Float64Array.from({ length: 256 }, (_, value) => {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
});

/** The matrices are those of Björn Ottosson's definition of OKLab. */
export function labOf([red, green, blue]: Rgb): Lab {
  const r = linear[Math.round(red)] ?? 0;
  const g = linear[Math.round(green)] ?? 0;
  const b = linear[Math.round(blue)] ?? 0;
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** Distance of two colours in OKLab; about 0.02 is just seen. */
export function distance(one: Lab, other: Lab): number {
  return Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
}

/** "#1e293b". */
export function hexOf(rgb: Rgb): string {
  return `#${rgb.map((value) => Math.round(value).toString(16).padStart(2, "0")).join("")}`;
}

/** The WCAG contrast ratio of two colours, 1 to 21. */
export function contrast(one: Rgb, other: Rgb): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

function luminance([red, green, blue]: Rgb): number {
  const at = (value: number) => linear[Math.round(value)] ?? 0;
  return 0.2126 * at(red) + 0.7152 * at(green) + 0.0722 * at(blue);
}

const named = colourNames.flatMap(({ en, zh, hexes }) =>
  hexes.map((hex) => ({ en, zh, lab: labOf(rgbOf(hex)) })),
);

/** The plain name of a colour: the nearest of a table of some forty. */
export function nameOf(rgb: Rgb, language: "en" | "zh" = "en"): string {
  const lab = labOf(rgb);
  let best = named[0];
  let least = Number.POSITIVE_INFINITY;
  for (const one of named) {
    const far = distance(lab, one.lab);
    if (far < least) [best, least] = [one, far];
  }
  return best?.[language] ?? "";
}

/** Reads "#1e293b". */
export function rgbOf(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** OKLab of every pixel, three numbers each. */
export function labsOf({ rgb }: Raster): Float32Array {
  const labs = new Float32Array(rgb.length);
  const known = new Map<number, Lab>();
  let [last, lastLab]: [number, Lab] = [-1, [0, 0, 0]];
  for (let at = 0; at < rgb.length; at += 3) {
    const key = ((rgb[at] ?? 0) << 16) | ((rgb[at + 1] ?? 0) << 8) | (rgb[at + 2] ?? 0);
    if (key !== last) {
      last = key;
      lastLab = known.get(key) ?? labOf([key >> 16, (key >> 8) & 255, key & 255]);
      known.set(key, lastLab);
    }
    labs[at] = lastLab[0];
    labs[at + 1] = lastLab[1];
    labs[at + 2] = lastLab[2];
  }
  return labs;
}
