import "server-only";
import { type Block, byPainting } from "./block";
import { contrast, labsOf, type Rgb } from "./colour";
import { type Component, type Segments, segment } from "./components";
import { findGround } from "./ground";
import { findInk } from "./ink";
import { layOut, type Region } from "./layout";
import { findPalette, type Swatch } from "./palette";
import type { Picture, Raster } from "./pixels";
import { takeRules } from "./rules";
import { commonColour, findSurfaces } from "./surfaces";

/** Everything seen in one picture. Boxes are in pixels of a raster of `raster` size; `mass` in shares of the page. */
export type Look = Omit<Picture, "raster"> & {
  raster: { width: number; height: number };
  palette: Swatch[];
  page: Rgb;
  /** Mean OKLab lightness, 0 to 1. */
  lightness: number;
  /** Between the two most different of the dominant colours, 1 to 21. */
  contrast: number;
  /** Where what differs from the page colour has its centre, 0 to 1 from left and top, and its share of the page. */
  mass: { x: number; y: number; share: number };
  /** Too many small pieces for a layout: a photograph or a texture. */
  photographic: boolean;
  root: Region;
};

/** Looks at a decoded picture: colours, layout and where things are. Bounded work whatever the picture. */
export function lookAt({ raster, ...picture }: Picture): Look {
  const labs = labsOf(raster);
  const segments = segment(raster, labs);
  const background = pageOf(segments, raster);
  const page = commonColour(raster, segments.labels, background);
  const photographic = isPhotographic(segments, raster);
  const sheet: Block = {
    kind: "rect",
    box: { x: 0, y: 0, width: raster.width, height: raster.height },
    rgb: page,
  };
  const blocks = photographic
    ? tiles(raster)
    : findBlocks(raster, labs, segments, { rgb: page, component: background }, raster.width / picture.width);
  const palette = findPalette(raster);
  return {
    ...picture,
    raster: { width: raster.width, height: raster.height },
    palette,
    page,
    lightness: meanLightness(labs),
    contrast: widestContrast(palette),
    mass: massOf(raster, page),
    photographic,
    root: layOut(sheet, blocks),
  };
}

function findBlocks(
  raster: Raster,
  labs: Float32Array,
  segments: Segments,
  page: { rgb: Rgb; component: Component },
  pixel: number,
): Block[] {
  const surfaces = findSurfaces(raster, segments, page.component, pixel);
  const ground = findGround(raster, labs, segments, surfaces, { rgb: page.rgb, id: page.component.id });
  const rules = takeRules(raster, labs, ground, pixel);
  const ink = findInk(raster, ground);
  return [...surfaces.map(({ block }) => block), ...rules, ...ink].sort(byPainting);
}

/** The page is large and reaches the edges of the picture. */
function pageOf({ labels, components }: Segments, { width, height }: Raster): Component {
  const along = new Float64Array(components.length);
  const count = (at: number) => {
    const label = labels[at] ?? 0;
    along[label] = (along[label] ?? 0) + 1 / (2 * (width + height));
  };
  for (let x = 0; x < width; x++) for (const y of [0, height - 1]) count(y * width + x);
  for (let y = 0; y < height; y++) for (const x of [0, width - 1]) count(y * width + x);
  const score = (one: Component) => (along[one.id] ?? 0) + one.area / (width * height);
  return components.reduce((best, one) => (score(one) > score(best) ? one : best));
}

function isPhotographic({ components }: Segments, { width, height }: Raster): boolean {
  const small = components.reduce((sum, one) => (one.area < 60 ? sum + one.area : sum), 0);
  return width * height > 4000 && small > 0.4 * width * height;
}

/** A photograph as patches of mean colour, about a dozen across. */
function tiles({ width, height, rgb }: Raster): Block[] {
  const columns = Math.max(1, Math.round((12 * width) / Math.max(width, height)));
  const rows = Math.max(1, Math.round((12 * height) / Math.max(width, height)));
  return Array.from({ length: columns * rows }, (_, index): Block => {
    const [column, row] = [index % columns, Math.floor(index / columns)];
    const [x0, x1] = [column, column + 1].map((at) => Math.floor((at * width) / columns)) as [number, number];
    const [y0, y1] = [row, row + 1].map((at) => Math.floor((at * height) / rows)) as [number, number];
    const sum = [0, 0, 0];
    for (let y = y0; y < y1; y++) {
      for (let at = (y * width + x0) * 3; at < (y * width + x1) * 3; at++) {
        const channel = (at - (y * width + x0) * 3) % 3;
        sum[channel] = (sum[channel] ?? 0) + (rgb[at] ?? 0);
      }
    }
    const [red = 0, green = 0, blue = 0] = sum.map((value) => value / Math.max(1, (x1 - x0) * (y1 - y0)));
    return { kind: "tile", box: { x: x0, y: y0, width: x1 - x0, height: y1 - y0 }, rgb: [red, green, blue] };
  });
}

function meanLightness(labs: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < labs.length; at += 3) sum += labs[at] ?? 0;
  return sum / (labs.length / 3);
}

function widestContrast(palette: readonly Swatch[]): number {
  const pairs = palette.flatMap((one, index) =>
    palette.slice(index + 1).map((other) => contrast(one.rgb, other.rgb)),
  );
  return pairs.length > 0 ? Math.max(...pairs) : 1;
}

function massOf({ width, height, rgb }: Raster, page: Rgb): Look["mass"] {
  let [weight, across, down, count] = [0, 0, 0, 0];
  for (let at = 0; at < width * height; at++) {
    const far = Math.max(
      Math.abs((rgb[at * 3] ?? 0) - page[0]),
      Math.abs((rgb[at * 3 + 1] ?? 0) - page[1]),
      Math.abs((rgb[at * 3 + 2] ?? 0) - page[2]),
    );
    if (far < 12) continue;
    count++;
    weight += far;
    across += far * ((at % width) + 0.5);
    down += far * (Math.floor(at / width) + 0.5);
  }
  if (weight === 0) return { x: 0.5, y: 0.5, share: 0 };
  return { x: across / weight / width, y: down / weight / height, share: count / (width * height) };
}
