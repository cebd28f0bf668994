import "server-only";
import { areaOf, type Block, type Box, byPainting, within } from "./block";

export type Role =
  | "page"
  | "header"
  | "footer"
  | "sidebar"
  | "card"
  | "button"
  | "bar"
  | "panel"
  | "mark"
  | "text"
  | "heading"
  | "rule"
  | "drawing";

/** A block with what stands on it, in painting order, and what it seems to be for. */
export type Region = { block: Block; role: Role; children: Region[] };

/** Nests the blocks by containment (the smallest surface that holds one is its parent) and guesses their roles. */
export function layOut(page: Block, blocks: readonly Block[]): Region {
  const root: Region = { block: page, role: "page", children: [] };
  const merged = mergeBorders(blocks);
  const regions = merged.map((block): Region => ({ block, role: "panel", children: [] }));
  regions.forEach((region, index) => {
    const { parent } = regions
      .slice(0, index)
      .reduce<{ parent: Region; area: number }>(
        (best, one) =>
          holds(one.block, region.block) && areaOf(one.block.box) <= best.area
            ? { parent: one, area: areaOf(one.block.box) }
            : best,
        { parent: root, area: Number.POSITIVE_INFINITY },
      );
    parent.children.push(region);
  });
  assignRoles(root, page.box);
  return root;
}

function holds(outer: Block, inner: Block): boolean {
  const canHold = outer.kind === "rect" || outer.kind === "ellipse";
  return canHold && areaOf(inner.box) < areaOf(outer.box) && within(inner.box, outer.box) > 0.92;
}

/** A frame painted as a surface with another just inside it is one surface with a border. */
function mergeBorders(blocks: readonly Block[]): Block[] {
  const gone = new Set<Block>();
  const framed = new Map<Block, Block>();
  for (const [index, frame] of blocks.entries()) {
    if (frame.kind !== "rect") continue;
    const inner = blocks.slice(index + 1).find((one) => one.kind === "rect" && isFrameOf(frame.box, one.box));
    if (!inner || gone.has(inner)) continue;
    gone.add(frame);
    const width = Math.max(0.2, (frame.box.width - inner.box.width) / 2);
    const old = framed.get(inner) ?? inner;
    framed.set(inner, {
      ...old,
      box: frame.box,
      border: { rgb: frame.rgb, width },
      ...(frame.radius !== undefined && { radius: frame.radius }),
    });
  }
  const kept = blocks.filter((one) => !gone.has(one)).map((one) => framed.get(one) ?? one);
  return kept.sort(byPainting);
}

function isFrameOf(frame: Box, inner: Box): boolean {
  const gaps = [
    inner.x - frame.x,
    inner.y - frame.y,
    frame.x + frame.width - inner.x - inner.width,
    frame.y + frame.height - inner.y - inner.height,
  ];
  return gaps.every((gap) => gap > -0.3 && gap <= 3.4) && Math.max(...gaps) > 0.15;
}

function assignRoles(region: Region, page: Box): void {
  for (const child of region.children) {
    child.role = roleOf(child, region, page);
    assignRoles(child, page);
  }
  for (const row of repeats(region.children)) {
    const isBars = looksLikeBars(row.map(({ block }) => block.box));
    for (const one of row) {
      if (one.role === "panel" || one.role === "card") one.role = isBars ? "bar" : "card";
    }
  }
}

function roleOf({ block, children }: Region, parent: Region, page: Box): Role {
  const { box, kind } = block;
  if (kind === "text") return box.height > page.height * 0.032 ? "heading" : "text";
  if (kind === "line") return "rule";
  if (kind === "path") return "drawing";
  const [wide, tall] = [box.width / page.width, box.height / page.height];
  if (parent.role === "page") {
    if (wide > 0.55 && tall < 0.22 && box.y < page.height * 0.06) return "header";
    if (wide > 0.7 && tall < 0.22 && box.y + box.height > page.height * 0.95) return "footer";
    const atSide = box.x < page.width * 0.03 || box.x + box.width > page.width * 0.97;
    if (atSide && tall > 0.55 && wide < 0.35) return "sidebar";
  }
  if (Math.max(wide, tall) < 0.05 && children.length === 0) return "mark";
  const label =
    children.length === 1 && children[0]?.block.kind === "text" ? children[0].block.box : undefined;
  const centred = label && Math.abs(label.x + label.width / 2 - box.x - box.width / 2) < box.width * 0.15;
  if (label && centred && tall < 0.1 && box.width > box.height * 1.3 && box.width < box.height * 9)
    return "button";
  return children.length > 0 && wide < 0.6 && tall > 0.06 ? "card" : "panel";
}

/** Rows and columns of at least three like surfaces among siblings. */
export function repeats(siblings: readonly Region[]): Region[][] {
  const surfaces = siblings.filter(({ block }) => block.kind === "rect" || block.kind === "ellipse");
  const found: Region[][] = [];
  const near = (one: number, other: number, slack: number) => Math.abs(one - other) <= slack;
  for (const first of surfaces) {
    if (found.some((row) => row.includes(first))) continue;
    const { box } = first.block;
    const alike = (edge: (one: Box) => number) =>
      surfaces.filter(({ block: { box: one } }) => near(edge(one), edge(box), 1.6));
    const row = alike((one) => one.y).filter(
      ({ block }) => near(block.box.width, box.width, 2.5) && near(block.box.height, box.height, 2.5),
    );
    const bars = alike((one) => one.y + one.height).filter(({ block }) =>
      near(block.box.width, box.width, 1.8),
    );
    const column = alike((one) => one.x).filter(
      ({ block }) => near(block.box.width, box.width, 2.5) && near(block.box.height, box.height, 2.5),
    );
    const [best = []] = [row, bars, column].sort((a, b) => b.length - a.length);
    if (best.length >= 3) found.push(best);
  }
  return found;
}

/** Same foot and width, different heights: bars of a chart. */
export function looksLikeBars(boxes: readonly Box[]): boolean {
  if (boxes.length < 3) return false;
  const spread = (of: (box: Box) => number) => Math.max(...boxes.map(of)) - Math.min(...boxes.map(of));
  const mean = boxes.reduce((sum, box) => sum + box.height, 0) / boxes.length;
  return spread((box) => box.y + box.height) <= 2.5 && spread((box) => box.height) > mean * 0.12;
}

/** A region and all below it, parents first. */
export function flatten(region: Region): Region[] {
  return [region, ...region.children.flatMap(flatten)];
}
