import { describe, expect, it } from "vitest";
import { design, sample } from "../fixtures/requests";
import { lookAt } from "../picture/look";
import { decodePicture } from "../picture/pixels";
import { buildComponent, buildPage } from "./build-page";
import { toHtml, toJsx } from "./element";
import { placeholder } from "./placeholder";

const look = async (bytes: Uint8Array) => lookAt(await decodePicture(bytes, 0));

/** Left, top, width and height in percent of every element that `pattern` opens. */
function places(html: string, pattern: RegExp): number[][] {
  return [...html.matchAll(pattern)].map(([tag]) => {
    const [top = 0, right = 0, bottom = 0, left = 0] = (/inset:([^;"]+)/.exec(tag)?.[1] ?? "")
      .split(" ")
      .map(Number.parseFloat);
    return [left, top, 100 - left - right, 100 - top - bottom];
  });
}

describe("buildPage", () => {
  it("is a whole page that loads nothing", async () => {
    const html = buildPage(await look(await design()));
    expect(html).toMatch(/^<!doctype html>/);
    expect(html.trimEnd()).toMatch(/<\/html>$/);
    expect(html).not.toMatch(/<script|https?:|url\(|@import|<link/);
    expect(html).toContain("aspect-ratio: 800 / 600");
    expect(html).toContain('name="viewport"');
  });

  it("puts the blocks where the picture has them, in their colours", async () => {
    const html = buildPage(await look(await design()));
    expect(html).toContain("--dark-slate: #1e293b");
    expect(html).toContain("--red: #dc2626");
    const [header = []] = places(html, /<header[^>]*>/g);
    expect(header.map(Math.round)).toEqual([0, 0, 100, 13]);
    const [block = []] = places(html, /<div[^>]*var\(--red\)[^>]*>/g);
    expect(block.map(Math.round)).toEqual([5, 25, 33, 50]);
  });

  it("uses the elements that fit: an aside, a header, articles and headings", async () => {
    const html = buildPage(await look(await sample("dashboard")));
    expect(html).toMatch(/<aside/);
    expect(html).toMatch(/<header/);
    expect(html.match(/<article/g)?.length).toBeGreaterThanOrEqual(4);
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(html.length).toBeLessThan(30_000);
    const [sidebar = []] = places(html, /<aside[^>]*>/g);
    expect(sidebar[2]).toBeCloseTo(17.2, 0);
  });

  it("closes what it opens", async () => {
    const html = buildPage(await look(await sample("wireframe")));
    for (const tag of ["div", "section", "article", "header", "p", "svg", "main", "h2"]) {
      expect(html.match(new RegExp(`<${tag}[\\s>]`, "g"))?.length ?? 0, tag).toBe(
        html.match(new RegExp(`</${tag}>`, "g"))?.length ?? 0,
      );
    }
  });
});

describe("buildComponent", () => {
  it("is one React component with the same blocks", async () => {
    const tsx = buildComponent(await look(await design()));
    expect(tsx).toContain("export default function Page()");
    expect(tsx).toContain("className=");
    expect(tsx).not.toMatch(/ class="| style="/);
    expect(tsx).toContain('background: "var(--red)"');
  });
});

describe("elements", () => {
  it("escape text and spell attributes for each language", () => {
    const path = { tag: "path", attributes: { d: "M0,0", "fill-rule": "evenodd" } };
    expect(toHtml({ tag: "p", text: "a < b & c" })).toBe("<p>a &lt; b &amp; c</p>");
    expect(toHtml(path)).toBe('<path d="M0,0" fill-rule="evenodd"/>');
    expect(toJsx(path)).toBe('<path d="M0,0" fillRule="evenodd" />');
    expect(toJsx({ tag: "hr", style: { "border-radius": "1px", "--wide": "5%" } })).toBe(
      '<hr style={{ borderRadius: "1px", ["--wide" as string]: "5%" }} />',
    );
  });
});

describe("placeholder", () => {
  it("is never longer than asked, and the same each time", () => {
    for (let letters = 1; letters < 300; letters++) {
      const text = placeholder(letters, letters);
      expect(text.length).toBeLessThanOrEqual(Math.max(letters, 1));
      expect(text.length).toBeGreaterThan(0);
      expect(placeholder(letters, letters)).toBe(text);
    }
  });
});
