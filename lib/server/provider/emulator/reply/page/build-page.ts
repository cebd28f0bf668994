import "server-only";
import type { Box } from "../picture/block";
import { distance, hexOf, labOf, nameOf, type Rgb } from "../picture/colour";
import type { Region } from "../picture/layout";
import type { Look } from "../picture/look";
import { type Element, toHtml, toJsx } from "./element";
import { placeholder } from "./placeholder";
import { type Section, toSections } from "./sections";

/** Custom properties for the colours used, by hex; near colours share one. */
class Colours {
  readonly variables = new Map<string, { rgb: Rgb; name: string }>();

  /** `slack` is the OKLab distance within which a colour already there will do. */
  of(rgb: Rgb, slack = 0.008): string {
    for (const one of this.variables.values()) {
      if (distance(labOf(one.rgb), labOf(rgb)) < slack) return `var(--${one.name})`;
    }
    const base = nameOf(rgb).replace(/ /g, "-");
    const used = [...this.variables.values()].filter(({ name }) => name.replace(/-\d+$/, "") === base).length;
    const name = used === 0 ? base : `${base}-${used + 1}`;
    this.variables.set(hexOf(rgb), { rgb, name });
    return `var(--${name})`;
  }
}

type Writing = { colours: Colours; counter: { texts: number; title?: Region } };

/** A complete page whose blocks stand where the picture has them; no script and nothing to load. */
export function buildPage(look: Look): string {
  const { main, css } = compose(look);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Page from a picture, ${look.width} × ${look.height}</title>
<style>
${css}
</style>
</head>
<body>
${toHtml(main)}
</body>
</html>`;
}

/** The same as one React component in TypeScript, with its styles inside. */
export function buildComponent(look: Look): string {
  const { main, css } = compose(look);
  return `const css = \`
${css}
\`;

export default function Page() {
  return (
    <>
      <style>{css}</style>
${toJsx(main, "      ")}
    </>
  );
}`;
}

function compose(look: Look): { main: Element; css: string } {
  const page: Box = { x: 0, y: 0, ...look.raster };
  const writing: Writing = { colours: new Colours(), counter: { texts: 0 } };
  const ground = writing.colours.of(look.page);
  const title = largestText(look.root);
  if (title) writing.counter.title = title;
  const sections = toSections(look.root.children, page).map((section) => toSection(section, page, writing));
  const main: Element = { tag: "main", className: "page", children: sections };
  return { main, css: stylesheet(look, writing.colours, ground) };
}

function largestText(region: Region): Region | undefined {
  const below = region.children.map(largestText).filter((one) => one !== undefined);
  const all = region.block.kind === "text" ? [region, ...below] : below;
  return all.sort((a, b) => b.block.box.height - a.block.box.height)[0];
}

function stylesheet(look: Look, { variables }: Colours, ground: string): string {
  const properties = [...variables].map(([hex, { name }]) => `--${name}: ${hex};`);
  return `:root { ${properties.join(" ")} }
* { box-sizing: border-box; margin: 0; }
body { background: ${ground}; font-family: system-ui, sans-serif; }
.page { position: relative; width: 100%; aspect-ratio: ${look.width} / ${look.height}; overflow: hidden; container-type: inline-size; }
.page * { position: absolute; }
.page path { position: static; }
.region { container-type: inline-size; }
hr { border: 0; }
p, h1, h2 { display: block; white-space: nowrap; line-height: 1; font-weight: 400; }
h1, h2, .strong { font-weight: 700; }
.long { text-align-last: justify; }
.round { border-radius: 50%; }
@media (max-width: 640px) {
  .page { display: flex; flex-wrap: wrap; gap: 12px; padding: 12px; aspect-ratio: auto; }
  .region { position: relative; inset: auto !important; aspect-ratio: var(--ratio); width: var(--wide); }
}`;
}

/** One thing alone is a region itself; several get a section around them. */
function toSection({ regions, box }: Section, page: Box, writing: Writing): Element {
  const wide = box.width / page.width;
  const style = {
    inset: insetOf(box, page),
    "--ratio": `${round(box.width)}/${round(box.height)}`,
    "--wide": wide < 0.35 ? "calc(50% - 6px)" : "100%",
  };
  const [only] = regions;
  if (only && regions.length === 1 && only.block.kind === "rect") {
    const element = toElement(only, page, page.width, writing);
    const children = only.children.map((child) => nested(child, box, box.width, writing));
    return { ...element, className: "region", style: { ...element.style, ...style }, children };
  }
  const children = regions.map((region) => nested(region, box, box.width, writing));
  return { tag: "section", className: "region", style, children };
}

/** `base` is the width that `cqw` means a hundredth of: that of the region around. */
function nested(region: Region, parent: Box, base: number, writing: Writing): Element {
  const element = toElement(region, parent, base, writing);
  if (region.block.kind === "text" || region.children.length === 0) return element;
  return {
    ...element,
    children: region.children.map((child) => nested(child, region.block.box, base, writing)),
  };
}

function toElement(region: Region, parent: Box, base: number, writing: Writing): Element {
  const { block, role } = region;
  const style: Record<string, string> = { inset: insetOf(block.box, parent) };
  if (block.kind === "text") return textElement(region, style, base, writing);
  const fill = writing.colours.of(block.rgb);
  if (block.kind === "path") {
    const viewBox = `0 0 ${round(block.box.width)} ${round(block.box.height)}`;
    const path: Element = {
      tag: "path",
      attributes: { d: block.outline ?? "", "fill-rule": "evenodd", fill },
    };
    const attributes = { viewBox, preserveAspectRatio: "none" };
    return { tag: "svg", attributes, style: placeOf(block.box, parent), children: [path] };
  }
  style.background = fill;
  if (block.radius) style["border-radius"] = cqw(block.radius, base);
  if (block.border) {
    style["box-shadow"] =
      `inset 0 0 0 ${cqw(block.border.width, base)} ${writing.colours.of(block.border.rgb)}`;
  }
  return { tag: tagOf(role), ...(block.kind === "ellipse" && { className: "round" }), style };
}

function tagOf(role: Region["role"]): string {
  const tags: Partial<Record<Region["role"], string>> = {
    header: "header",
    footer: "footer",
    sidebar: "aside",
    card: "article",
    rule: "hr",
  };
  return tags[role] ?? "div";
}

/** The ink of a line reaches from its capitals to its descenders: some four fifths of the type size. */
function textElement(region: Region, style: Record<string, string>, base: number, writing: Writing): Element {
  const { box, rgb, density = 0 } = region.block;
  // Steps of a fifth, as designs have them, and so that lines of one kind come out alike.
  const size = 1.2 ** Math.round(Math.log(box.height * (box.height <= 3 ? 1.5 : 1.16)) / Math.log(1.2));
  const letters = Math.max(1, Math.floor(box.width / (size * (region.role === "heading" ? 0.56 : 0.52))));
  const isTitle = region === writing.counter.title;
  const tag = isTitle ? "h1" : region.role === "heading" ? "h2" : "p";
  const className = letters > 31 ? "long" : tag === "p" && density > 0.6 ? "strong" : undefined;
  return {
    tag,
    ...(className && { className }),
    style: { ...style, color: writing.colours.of(rgb, 0.03), "font-size": cqw(size, base) },
    text: placeholder(letters, writing.counter.texts++),
  };
}

function insetOf(box: Box, parent: Box): string {
  const across = (value: number) => `${round((100 * value) / Math.max(1e-6, parent.width))}%`;
  const down = (value: number) => `${round((100 * value) / Math.max(1e-6, parent.height))}%`;
  const top = down(box.y - parent.y);
  const right = across(parent.x + parent.width - box.x - box.width);
  const bottom = down(parent.y + parent.height - box.y - box.height);
  return `${top} ${right} ${bottom} ${across(box.x - parent.x)}`;
}

/** As `insetOf`, for what has a size of its own and does not stretch. */
function placeOf(box: Box, parent: Box): Record<string, string> {
  const share = (value: number, whole: number) => `${round((100 * value) / Math.max(1e-6, whole))}%`;
  return {
    left: share(box.x - parent.x, parent.width),
    top: share(box.y - parent.y, parent.height),
    width: share(box.width, parent.width),
    height: share(box.height, parent.height),
  };
}

const cqw = (pixels: number, base: number) => `${round((100 * pixels) / Math.max(1, base))}cqw`;
const round = (value: number) => Math.round(value * 100) / 100;
