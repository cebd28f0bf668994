import "server-only";
import type { Box } from "./block";

type Point = { x: number; y: number };

/**
 * SVG path data around the pixels for which `belongs` says true, in pixels from the box's corner; holes are further
 * loops, so fill it with the even-odd rule. Points nearer than 0.75 px to a straight run are left out.
 */
export function traceOutline(belongs: (x: number, y: number) => boolean, box: Box): string {
  const loops = linkLoops(edgesOf(belongs, box));
  return loops
    .filter((loop) => loop.length >= 4)
    .slice(0, 40)
    .map((loop) => simplify(loop))
    .filter((loop) => loop.length >= 3)
    .map((loop) => `M${loop.map(({ x, y }) => `${x - box.x},${y - box.y}`).join(" ")}Z`)
    .join("");
}

/** Unit edges between pixels in and out, directed so that the inside lies on the right, by their start. */
function edgesOf(belongs: (x: number, y: number) => boolean, box: Box): Map<string, Point[]> {
  const edges = new Map<string, Point[]>();
  const add = (x: number, y: number, to: Point) => {
    const key = `${x},${y}`;
    const list = edges.get(key);
    if (list) list.push(to);
    else edges.set(key, [to]);
  };
  const inBox = (x: number, y: number) =>
    x >= box.x && y >= box.y && x < box.x + box.width && y < box.y + box.height && belongs(x, y);
  for (let y = box.y; y < box.y + box.height; y++) {
    for (let x = box.x; x < box.x + box.width; x++) {
      if (!inBox(x, y)) continue;
      if (!inBox(x, y - 1)) add(x, y, { x: x + 1, y });
      if (!inBox(x + 1, y)) add(x + 1, y, { x: x + 1, y: y + 1 });
      if (!inBox(x, y + 1)) add(x + 1, y + 1, { x, y: y + 1 });
      if (!inBox(x - 1, y)) add(x, y + 1, { x, y });
    }
  }
  return edges;
}

function linkLoops(edges: Map<string, Point[]>): Point[][] {
  const loops: Point[][] = [];
  for (const [start, list] of edges) {
    while (list.length > 0) {
      const [x = 0, y = 0] = start.split(",").map(Number);
      const loop: Point[] = [{ x, y }];
      let next = list.pop();
      while (next && `${next.x},${next.y}` !== start) {
        loop.push(next);
        next = edges.get(`${next.x},${next.y}`)?.pop();
      }
      loops.push(loop);
    }
  }
  return loops.sort((a, b) => b.length - a.length);
}

/** Douglas and Peucker's simplification of a closed loop, without recursion. */
function simplify(loop: readonly Point[]): Point[] {
  const closed = [...loop, ...loop.slice(0, 1)];
  const keep = new Set([0]);
  const middle = Math.floor(loop.length / 2);
  keep.add(middle);
  const spans: [number, number][] = [
    [0, middle],
    [middle, closed.length - 1],
  ];
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [from, to] = span;
    const far = farthest(closed, from, to);
    if (far.distance <= 0.75) continue;
    keep.add(far.at);
    spans.push([from, far.at], [far.at, to]);
  }
  return loop.filter((_, at) => keep.has(at));
}

function farthest(points: readonly Point[], from: number, to: number): { at: number; distance: number } {
  const [a, b] = [points[from], points[to]];
  let best = { at: from, distance: 0 };
  if (!a || !b) return best;
  const length = Math.hypot(b.x - a.x, b.y - a.y);
  for (let at = from + 1; at < to; at++) {
    const point = points[at];
    if (!point) continue;
    const distance =
      length === 0
        ? Math.hypot(point.x - a.x, point.y - a.y)
        : Math.abs((b.x - a.x) * (a.y - point.y) - (a.x - point.x) * (b.y - a.y)) / length;
    if (distance > best.distance) best = { at, distance };
  }
  return best;
}
