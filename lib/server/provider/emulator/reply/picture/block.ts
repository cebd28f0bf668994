import "server-only";
import type { Rgb } from "./colour";
import type { Stroke } from "./stroke";

/** In raster pixels, with fractions where an edge runs through a pixel. */
export type Box = { x: number; y: number; width: number; height: number };

/**
 * One thing seen in the picture. `rect` and `ellipse` are flat surfaces, `line` is a rule, `text` a run of ink that
 * looks like writing, `path` anything else with its outline, `tile` a patch of a photograph.
 */
export type Block = {
  kind: "rect" | "ellipse" | "line" | "text" | "path" | "tile";
  box: Box;
  rgb: Rgb;
  /** Corner radius in raster pixels. */
  radius?: number;
  border?: Stroke;
  /** SVG path data in raster pixels from the box's corner, for `path`. */
  outline?: string;
  /** Share of the box that is ink, for what is written or drawn. */
  density?: number;
};

export const areaOf = ({ width, height }: Box): number => width * height;

/** How much of `inner` lies within `outer`, 0 to 1. */
export function within(inner: Box, outer: Box): number {
  const width = Math.min(inner.x + inner.width, outer.x + outer.width) - Math.max(inner.x, outer.x);
  const height = Math.min(inner.y + inner.height, outer.y + outer.height) - Math.max(inner.y, outer.y);
  return width > 0 && height > 0 ? (width * height) / Math.max(1e-9, areaOf(inner)) : 0;
}

/** Surfaces come first, the largest at the bottom, then what is drawn on them, then what is written. */
export function byPainting(one: Block, other: Block): number {
  return rank(one) - rank(other) || areaOf(other.box) - areaOf(one.box);
}

function rank({ kind, density }: Block): number {
  if (kind === "text") return 2;
  return kind === "line" || density !== undefined ? 1 : 0;
}
