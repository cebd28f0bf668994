import "server-only";
import { labOf, type Rgb } from "./colour";
import type { Segments } from "./components";
import { borderReach } from "./frames";
import type { Raster } from "./pixels";
import type { Surface } from "./surfaces";

/** What lies under each pixel: the index of the surface on top (-1: the page), and how far the pixel stands out. */
export type Ground = {
  owners: Int32Array;
  /** OKLab distance to the colour of the surface below; 0 for pixels that are part of a surface or its border. */
  contrast: Float32Array;
  colourOf: (owner: number) => Rgb;
};

/** Spreads the surfaces (largest first) over the page and measures what is left on them. */
export function findGround(
  raster: Raster,
  labs: Float32Array,
  segments: Segments,
  surfaces: readonly Surface[],
  page: { rgb: Rgb; id: number },
): Ground {
  const { width, height } = raster;
  const owners = new Int32Array(width * height).fill(-1);
  const contrast = new Float32Array(width * height);
  surfaces.forEach(({ block, component }, index) => {
    const whole = block.kind === "rect";
    for (let y = component.y0; y < component.y1; y++) {
      for (let x = component.x0; x < component.x1; x++) {
        const at = y * width + x;
        if (whole || segments.labels[at] === component.id) owners[at] = index;
      }
    }
  });
  const taken = new Uint8Array(segments.components.length);
  taken[page.id] = 1;
  for (const { component } of surfaces) taken[component.id] = 1;
  const grounds = [page.rgb, ...surfaces.map(({ block }) => block.rgb)].map(labOf);
  for (let at = 0; at < owners.length; at++) {
    if (taken[segments.labels[at] ?? 0]) continue;
    const ground = grounds[(owners[at] ?? -1) + 1];
    if (!ground) continue;
    const [dl, da, db] = [
      (labs[at * 3] ?? 0) - ground[0],
      (labs[at * 3 + 1] ?? 0) - ground[1],
      (labs[at * 3 + 2] ?? 0) - ground[2],
    ];
    contrast[at] = Math.sqrt(dl * dl + da * da + db * db);
  }
  for (const surface of surfaces) if (surface.block.border) clearBorder(raster, contrast, surface);
  return { owners, contrast, colourOf: (owner) => surfaces[owner]?.block.rgb ?? page.rgb };
}

/** A border is part of its surface: it is no ink. */
function clearBorder({ width, height }: Raster, contrast: Float32Array, { block }: Surface): void {
  const { box } = block;
  const reach = borderReach + 1;
  const [x0, x1] = [Math.round(box.x) - reach, Math.round(box.x + box.width) + reach];
  const [y0, y1] = [Math.round(box.y) - reach, Math.round(box.y + box.height) + reach];
  for (let y = Math.max(0, y0); y < Math.min(height, y1); y++) {
    for (let x = Math.max(0, x0); x < Math.min(width, x1); x++) {
      const inner = x >= x0 + reach * 2 && x < x1 - reach * 2 && y >= y0 + reach * 2 && y < y1 - reach * 2;
      if (!inner) contrast[y * width + x] = 0;
    }
  }
}
