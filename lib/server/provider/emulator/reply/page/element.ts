import "server-only";

/** A piece of the page that is being written, before it is HTML or JSX. */
export type Element = {
  tag: string;
  className?: string;
  /** CSS properties by their CSS names. */
  style?: Record<string, string>;
  attributes?: Record<string, string>;
  children?: Element[];
  text?: string;
};

const empty = new Set(["hr", "path"]);
/** Attributes that JSX spells otherwise. */
const jsxNames: Record<string, string> = {
  "fill-rule": "fillRule",
  preserveaspectratio: "preserveAspectRatio",
};

/** HTML, two spaces a level. */
export function toHtml(element: Element, indent = ""): string {
  const { tag, className, style, attributes = {} } = element;
  const css = Object.entries(style ?? {}).map(([name, value]) => `${name}:${value}`);
  const all = {
    ...(className && { class: className }),
    ...attributes,
    ...(css.length > 0 && { style: css.join(";") }),
  };
  const written = Object.entries(all).map(([name, value]) => ` ${name}="${escaped(value)}"`);
  if (empty.has(tag)) return `${indent}<${tag}${written.join("")}${tag === "path" ? "/" : ""}>`;
  return wrap(element, `<${tag}${written.join("")}>`, indent, toHtml, escaped(element.text ?? ""));
}

/** The same as JSX for React. */
export function toJsx(element: Element, indent = ""): string {
  const { tag, className, style, attributes = {} } = element;
  const css = Object.entries(style ?? {}).map(([name, value]) => `${jsxProperty(name)}: "${value}"`);
  const all = Object.entries({ ...(className && { className }), ...attributes });
  const written = all.map(([name, value]) => ` ${jsxNames[name.toLowerCase()] ?? name}="${escaped(value)}"`);
  const styled = css.length > 0 ? ` style={{ ${css.join(", ")} }}` : "";
  if (empty.has(tag)) return `${indent}<${tag}${written.join("")}${styled} />`;
  return wrap(element, `<${tag}${written.join("")}${styled}>`, indent, toJsx, escaped(element.text ?? ""));
}

function jsxProperty(name: string): string {
  if (name.startsWith("--")) return `["${name}" as string]`;
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function wrap(
  { tag, children = [] }: Element,
  open: string,
  indent: string,
  write: (child: Element, indent: string) => string,
  text: string,
): string {
  if (children.length === 0) return `${indent}${open}${text}</${tag}>`;
  const inner = children.map((child) => write(child, `${indent}  `)).join("\n");
  return `${indent}${open}\n${inner}\n${indent}</${tag}>`;
}

function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");
}
