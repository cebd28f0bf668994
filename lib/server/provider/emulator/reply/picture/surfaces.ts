import "server-only";
import type { Block } from "./block";
import type { Rgb } from "./colour";
import type { Component, Segments } from "./components";
import { findBorder } from "./frames";
import { traceOutline } from "./outline";
import type { Raster } from "./pixels";
import { refineBox } from "./refine";
import type { Stroke } from "./stroke";

/** A block and the component it came from. */
export type Surface = { block: Block; component: Component };

const boxArea = ({ x0, y0, x1, y1 }: Component) => (x1 - x0) * (y1 - y0);

/** Strokes lie on top of what they cross, so they count by their ink; frames and surfaces by their box. */
function layers(segments: Segments, width: number, page: Component): Float64Array {
  let visits = 0;
  return Float64Array.from(segments.components, (one) => {
    if (one.id === page.id) return Number.POSITIVE_INFINITY;
    if (!one.thin && one.area > 0.3 * boxArea(one)) return boxArea(one);
    visits += boxArea(one);
    return visits < most.visits / 8 && isFrame(one, segments, width) ? boxArea(one) : one.area;
  });
}

/** Most of its box belongs to things wholly inside it. */
function isFrame(one: Component, { labels, components }: Segments, width: number): boolean {
  if (Math.min(one.x1 - one.x0, one.y1 - one.y0) < 6) return false;
  let held = 0;
  for (let y = one.y0; y < one.y1; y++) {
    for (let x = one.x0; x < one.x1; x++) {
      const other = components[labels[y * width + x] ?? 0];
      if (!other) continue;
      if (other.x0 >= one.x0 && other.y0 >= one.y0 && other.x1 <= one.x1 && other.y1 <= one.y1) held++;
    }
  }
  return held > 0.85 * boxArea(one);
}

/** Work is bounded: this many surfaces, outlines and visited pixels at most. */
const most = { surfaces: 320, outlines: 70, visits: 16_000_000 };

/**
 * The surfaces of the picture, largest first, so that painting them in order shows the picture: each covers what lies
 * under it. A surface counts as a rectangle when its box holds only itself and smaller things.
 */
export function findSurfaces(
  raster: Raster,
  segments: Segments,
  background: Component,
  pixel: number,
): Surface[] {
  const layer = layers(segments, raster.width, background);
  const candidates = segments.components
    .filter((one) => one.id !== background.id && isCandidate(one))
    .sort((a, b) => b.area - a.area)
    .slice(0, most.surfaces * 2)
    .sort((a, b) => (layer[b.id] ?? 0) - (layer[a.id] ?? 0) || a.id - b.id);
  const found: Surface[] = [];
  let visits = 0;
  let outlines = 0;
  for (const component of candidates) {
    visits += boxArea(component) * 2;
    if (visits > most.visits || found.length >= most.surfaces) break;
    const block = toBlock(raster, segments, layer, component, outlines < most.outlines);
    if (!block) continue;
    if (block.kind === "path") outlines++;
    const border = block.kind === "rect" && findBorder(raster, block.box, block.rgb, pixel);
    found.push({ block: border ? framed(block, border) : block, component });
  }
  return withoutRepeats(raster, segments, found, commonColour(raster, segments.labels, background));
}

/** A surface without border that only repeats the colour under it was cut off by a stroke: it shows nothing. */
function withoutRepeats(
  raster: Raster,
  { labels }: Segments,
  found: readonly Surface[],
  page: Rgb,
): Surface[] {
  const under = new Int32Array(labels.length).fill(-1);
  return found.filter(({ block, component }, index) => {
    let same = 0;
    const whole = block.kind !== "path";
    for (let y = component.y0; y < component.y1; y++) {
      for (let x = component.x0; x < component.x1; x++) {
        const at = y * raster.width + x;
        if (labels[at] !== component.id) continue;
        const colour = found[under[at] ?? -1]?.block.rgb ?? page;
        if (colour.every((value, channel) => Math.abs(value - (block.rgb[channel] ?? 0)) < 3)) same++;
      }
    }
    if (!block.border && same > 0.9 * component.area) return false;
    for (let y = component.y0; y < component.y1; y++) {
      for (let x = component.x0; x < component.x1; x++) {
        const at = y * raster.width + x;
        if (whole || labels[at] === component.id) under[at] = index;
      }
    }
    return true;
  });
}

/** The box of a framed surface reaches to the outer edge of its frame. */
function framed(block: Block, border: Stroke): Block {
  const { x, y, width, height } = block.box;
  const grow = border.width;
  const box = { x: x - grow, y: y - grow, width: width + 2 * grow, height: height + 2 * grow };
  return { ...block, box, border };
}

function isCandidate(one: Component): boolean {
  const [width, height] = [one.x1 - one.x0, one.y1 - one.y0];
  if (one.thin) return Math.max(width, height) >= 14 && Math.min(width, height) >= 6;
  return one.area >= 12 && Math.min(width, height) >= 3;
}

function toBlock(
  raster: Raster,
  segments: Segments,
  layer: Float64Array,
  component: Component,
  mayTrace: boolean,
): Block | undefined {
  const [width, height] = [component.x1 - component.x0, component.y1 - component.y0];
  const box = { x: component.x0, y: component.y0, width, height };
  const rgb = commonColour(raster, segments.labels, component);
  const { open, rounded, oval, radius } = shapeOf(raster, segments, layer, component);
  if (oval <= 0.09 && open > 0.1 && width >= 7 && width / height < 1.25 && height / width < 1.25) {
    return { kind: "ellipse", box, rgb };
  }
  if (rounded <= 0.1) {
    const refined = refineBox(raster, component, rgb);
    return { kind: "rect", box: refined, rgb, ...(radius >= 1.2 && { radius }) };
  }
  if (component.thin || component.area < 90 || !mayTrace) return undefined;
  const belongs = (x: number, y: number) => {
    const id = segments.labels[y * raster.width + x] ?? -1;
    const one = segments.components[id];
    return id === component.id || (one !== undefined && isEnclosed(one, component));
  };
  return { kind: "path", box, rgb, outline: traceOutline(belongs, box) };
}

/** Small things wholly inside are painted later, on top: their holes need not be cut. */
function isEnclosed(one: Component, by: Component): boolean {
  const inside = one.x0 > by.x0 && one.y0 > by.y0 && one.x1 < by.x1 && one.y1 < by.y1;
  return inside && one.area < 400 && one.area < by.area / 4;
}

/** Shares of the box: `open` shows something larger behind; `rounded` and `oval` are what those shapes explain not. */
function shapeOf({ width }: Raster, segments: Segments, layer: Float64Array, one: Component) {
  const [w, h] = [one.x1 - one.x0, one.y1 - one.y0];
  const behind = whatIsBehind(segments, layer, one, width);
  let open = 0;
  for (const seen of behind) open += seen;
  const unlike = (isOutside: (x: number, y: number) => boolean) => {
    let pixels = 0;
    for (let y = 0; y < h; y++) {
      for (let x = 0; x < w; x++) if ((behind[y * w + x] === 1) !== isOutside(x + 0.5, y + 0.5)) pixels++;
    }
    return pixels / (w * h);
  };
  const radii = [cornerRadius(behind, w, h), Math.min(w / 2, h / 2, Math.sqrt(open / (4 - Math.PI)))];
  const fits = radii.map((radius) => ({
    radius,
    rounded: unlike((x, y) => outsideRounded(x, y, w, h, radius)),
  }));
  const [best = { radius: 0, rounded: 1 }] = fits.sort((a, b) => a.rounded - b.rounded);
  return {
    open: open / (w * h),
    oval: unlike((x, y) => (x / w - 0.5) ** 2 + (y / h - 0.5) ** 2 > 0.25),
    ...best,
  };
}

/** Walks in from each corner along the diagonal: what is missing there is (1 - 1/√2) of the radius. */
function cornerRadius(behind: Uint8Array, w: number, h: number): number {
  const limit = Math.min(w, h) / 2;
  const corners = [
    [0, 0, 1, 1],
    [w - 1, 0, -1, 1],
    [0, h - 1, 1, -1],
    [w - 1, h - 1, -1, -1],
  ] as const;
  const radii = corners.map(([x, y, dx, dy]) => {
    let steps = 0;
    while (steps < limit && behind[(y + dy * steps) * w + x + dx * steps] === 1) steps++;
    return steps === 0 ? 0 : Math.min(limit, (steps + 0.2) * 3.41);
  });
  radii.sort((a, b) => a - b);
  return ((radii[1] ?? 0) + (radii[2] ?? 0)) / 2;
}

/** For each pixel of the box 1 where something larger shows, or a stroke that comes from outside. */
function whatIsBehind(
  { labels, components }: Segments,
  layer: Float64Array,
  one: Component,
  width: number,
): Uint8Array {
  const [w, h] = [one.x1 - one.x0, one.y1 - one.y0];
  const level = layer[one.id] ?? 0;
  const behind = new Uint8Array(w * h);
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const id = labels[(y + one.y0) * width + x + one.x0] ?? 0;
      if (id === one.id) continue;
      const other = components[id];
      const crosses =
        other?.thin &&
        other.area >= 12 &&
        (other.x0 < one.x0 || other.x1 > one.x1 || other.y0 < one.y0 || other.y1 > one.y1);
      if ((layer[id] ?? 0) >= level || crosses) behind[y * w + x] = 1;
    }
  }
  return behind;
}

function outsideRounded(x: number, y: number, w: number, h: number, radius: number): boolean {
  const dx = Math.max(0, radius - Math.min(x, w - x));
  const dy = Math.max(0, radius - Math.min(y, h - y));
  return dx > 0 && dy > 0 && Math.hypot(dx, dy) > radius;
}

/** The colour most of its pixels have exactly; the mean where none is common, as in gradients. */
export function commonColour({ width, rgb }: Raster, labels: Int32Array, one: Component): Rgb {
  const counts = new Map<number, number>();
  let best = -1;
  for (let y = one.y0; y < one.y1; y++) {
    for (let x = one.x0; x < one.x1; x++) {
      const at = y * width + x;
      if (labels[at] !== one.id) continue;
      const key = ((rgb[at * 3] ?? 0) << 16) | ((rgb[at * 3 + 1] ?? 0) << 8) | (rgb[at * 3 + 2] ?? 0);
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      if (count > (counts.get(best) ?? 0)) best = key;
    }
  }
  const share = (counts.get(best) ?? 0) / Math.max(1, one.area);
  return share >= 0.3 ? [best >> 16, (best >> 8) & 255, best & 255] : one.rgb;
}
