import "server-only";
import type { Box } from "../picture/block";
import type { Region } from "../picture/layout";

/** Things that belong together on the page, in painting order, and the box around them. */
export type Section = { regions: Region[]; box: Box };

/**
 * Groups what stands directly on the page: what overlaps, and lines of text and small things that stand close. No two
 * sections overlap, so they can be written in reading order and stacked on a narrow screen.
 */
export function toSections(children: readonly Region[], page: Box): Section[] {
  const order = new Map(children.map((region, index) => [region, index]));
  let sections: Section[] = children.map((region) => ({ regions: [region], box: region.block.box }));
  for (let changed = true; changed; ) {
    changed = false;
    const merged: Section[] = [];
    for (const section of sections) {
      const host = merged.find((one) => belongTogether(one, section, page));
      if (host) {
        host.regions.push(...section.regions);
        host.box = around(host.box, section.box);
        changed = true;
      } else merged.push({ regions: [...section.regions], box: section.box });
    }
    sections = merged;
  }
  for (const { regions } of sections) regions.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  const band = page.height * 0.04;
  return sections.sort((a, b) => Math.round((a.box.y - b.box.y) / band) || a.box.x - b.box.x);
}

const loose = new Set(["text", "heading", "rule", "drawing", "mark", "button"]);

function belongTogether(one: Section, other: Section, page: Box): boolean {
  const areLoose = [...one.regions, ...other.regions].every(({ role }) => loose.has(role));
  const [gapX, gapY] = areLoose ? [page.width * 0.03, page.height * 0.06] : [-0.4, -0.4];
  const { box: a } = one;
  const { box: b } = other;
  return (
    a.x < b.x + b.width + gapX &&
    b.x < a.x + a.width + gapX &&
    a.y < b.y + b.height + gapY &&
    b.y < a.y + a.height + gapY
  );
}

function around(a: Box, b: Box): Box {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  const right = Math.max(a.x + a.width, b.x + b.width);
  const bottom = Math.max(a.y + a.height, b.y + b.height);
  return { x, y, width: right - x, height: bottom - y };
}
