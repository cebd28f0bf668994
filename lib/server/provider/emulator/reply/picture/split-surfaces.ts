import "server-only";
import type { Component } from "./components";

/** Surfaces that a stroke runs across are cut in pieces. Answers which component each piece is to be joined to. */
export function findSplit(
  labels: Int32Array,
  components: readonly Component[],
  width: number,
): Map<number, number> {
  const joined = joinStacked(components);
  for (const group of acrossStrokes(labels, components, width)) {
    const [first, ...rest] = group;
    for (const one of rest)
      if (first && !joined.has(one.id)) joined.set(one.id, joined.get(first.id) ?? first.id);
  }
  return joined;
}

/** Surfaces of one colour and width, one above the other, were one before a stroke ran across: bars under a curve. */
function joinStacked(components: readonly Component[]): Map<number, number> {
  const thick = components
    .filter((one) => !one.thin && one.area >= 20)
    .sort((a, b) => a.y0 - b.y0 || a.id - b.id);
  const joined = new Map<number, number>();
  const open: Component[] = [];
  for (const one of thick.slice(0, 800)) {
    const index = open.findLastIndex((above) => followsOn(above, one));
    const above = open[index];
    if (!above) {
      open.push(one);
      continue;
    }
    joined.set(one.id, joined.get(above.id) ?? above.id);
    open[index] = {
      ...above,
      y1: Math.max(above.y1, one.y1),
      x0: Math.min(above.x0, one.x0),
      x1: Math.max(above.x1, one.x1),
    };
  }
  return joined;
}

function alike(one: Component, other: Component): boolean {
  return one.rgb.every((value, channel) => Math.abs(value - (other.rgb[channel] ?? 0)) < 6);
}

function followsOn(above: Component, below: Component): boolean {
  const gap = below.y0 - above.y1;
  const aligned = Math.abs(above.x0 - below.x0) <= 1 && Math.abs(above.x1 - below.x1) <= 1;
  return (
    alike(above, below) &&
    aligned &&
    gap <= 6 &&
    gap >= -0.8 * Math.min(below.x1 - below.x0, below.y1 - below.y0)
  );
}

/**
 * Odd-shaped pieces of one colour with only a stroke between them that together fill a rectangle: a box crossed out.
 */
function acrossStrokes(labels: Int32Array, components: readonly Component[], width: number): Component[][] {
  const isPiece = (one: Component | undefined): one is Component =>
    one !== undefined &&
    !one.thin &&
    one.area >= 150 &&
    one.area < 0.8 * (one.x1 - one.x0) * (one.y1 - one.y0);
  const groups = new Map<number, Set<Component>>();
  for (let at = 0; at < labels.length; at++) {
    const one = components[labels[at] ?? 0];
    if (!isPiece(one) || labels[at + width] === one.id) continue;
    for (let gap = 2; gap <= 6; gap++) {
      const other = components[labels[at + gap * width] ?? -1];
      if (!isPiece(other) || other.id === one.id || !alike(one, other)) continue;
      const both = new Set([...(groups.get(one.id) ?? [one]), ...(groups.get(other.id) ?? [other])]);
      for (const member of both) groups.set(member.id, both);
      break;
    }
  }
  return [...new Set(groups.values())].map((group) => [...group]).filter(fillsBox);
}

function fillsBox(group: readonly Component[]): boolean {
  const width = Math.max(...group.map((one) => one.x1)) - Math.min(...group.map((one) => one.x0));
  const height = Math.max(...group.map((one) => one.y1)) - Math.min(...group.map((one) => one.y0));
  return group.reduce((sum, one) => sum + one.area, 0) >= 0.86 * width * height;
}
