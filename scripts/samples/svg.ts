/** Small pieces of SVG the sample pictures are composed of. All lengths are pixels. */

type Attributes = Record<string, string | number | undefined>;

export const sans = "Liberation Sans, Arial, Helvetica, sans-serif";

/** One element; attributes that are undefined are left out. */
export function element(name: string, attributes: Attributes, content = ""): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${value}"`)
    .join("");
  return content ? `<${name}${written}>${content}</${name}>` : `<${name}${written}/>`;
}

export type TextStyle = {
  size: number;
  fill: string;
  weight?: number;
  anchor?: "middle" | "end";
  spacing?: number;
};

/** Text with its baseline at `y`. */
export function text(content: string, x: number, y: number, style: TextStyle, family = sans): string {
  const { size, fill, weight, anchor, spacing } = style;
  const escaped = content.replace(/&/g, "&amp;").replace(/</g, "&lt;");
  const attributes = { x, y, "font-family": family, "font-size": size, "font-weight": weight, fill };
  return element("text", { ...attributes, "text-anchor": anchor, "letter-spacing": spacing }, escaped);
}

export function rect(x: number, y: number, width: number, height: number, more: Attributes = {}): string {
  return element("rect", { x, y, width, height, ...more });
}

export function line(x1: number, y1: number, x2: number, y2: number, more: Attributes = {}): string {
  return element("line", { x1, y1, x2, y2, ...more });
}

export function svg(width: number, height: number, content: string): string {
  return element(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${width} ${height}` },
    content,
  );
}

/** A smooth curve through points, as path data: Catmull-Rom turned into cubic Béziers. */
export function smoothPath(points: readonly (readonly [number, number])[]): string {
  const at = (index: number) => points[Math.min(points.length - 1, Math.max(0, index))] ?? [0, 0];
  const [x, y] = at(0);
  const curves = points.slice(1).map((_, index) => {
    const [before, from, to, after] = [at(index - 1), at(index), at(index + 1), at(index + 2)];
    const first = [from[0] + (to[0] - before[0]) / 6, from[1] + (to[1] - before[1]) / 6];
    const second = [to[0] - (after[0] - from[0]) / 6, to[1] - (after[1] - from[1]) / 6];
    return `C${[...first, ...second, ...to].map((value) => value.toFixed(1)).join(" ")}`;
  });
  return `M${x} ${y}${curves.join("")}`;
}

/** A generator of numbers from 0 to 1 that is always the same for a seed. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
