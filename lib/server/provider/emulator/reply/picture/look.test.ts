import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { design, sample, shapes } from "../fixtures/requests";
import { readChart } from "./bars";
import { hexOf, nameOf } from "./colour";
import { flatten, type Region } from "./layout";
import { type Look, lookAt } from "./look";
import { decodePicture } from "./pixels";

const look = async (bytes: Uint8Array): Promise<Look> => lookAt(await decodePicture(bytes, 0));
const roles = (root: Region) => flatten(root).map(({ role }) => role);

/** The blocks as SVG in the size of the picture, as a person would see them painted. */
function painted({ root, raster, width, height }: Look): string {
  const body = flatten(root).map(({ block: { kind, box, rgb, radius = 0, outline, border, density } }) => {
    const fill = hexOf(rgb);
    const [cx, cy] = [box.x + box.width / 2, box.y + box.height / 2];
    if (kind === "ellipse")
      return `<ellipse cx="${cx}" cy="${cy}" rx="${box.width / 2}" ry="${box.height / 2}" fill="${fill}"/>`;
    if (kind === "path")
      return `<path transform="translate(${box.x} ${box.y})" d="${outline}" fill-rule="evenodd" fill="${fill}"/>`;
    const edge = border?.width ?? 0;
    const size = `x="${box.x + edge / 2}" y="${box.y + edge / 2}" width="${box.width - edge}" height="${box.height - edge}"`;
    const stroke = border ? ` stroke="${hexOf(border.rgb)}" stroke-width="${edge}"` : "";
    return `<rect ${size} rx="${radius}" fill="${fill}"${stroke} opacity="${kind === "text" ? density : 1}"/>`;
  });
  const view = `viewBox="0 0 ${raster.width} ${raster.height}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" ${view}>${body.join("")}</svg>`;
}

/** Mean absolute difference of two pictures of one size, 0 to 255 a channel. */
async function difference(one: Uint8Array, other: Uint8Array): Promise<number> {
  const raw = (bytes: Uint8Array) =>
    sharp(bytes).flatten({ background: "#fff" }).toColourspace("srgb").raw().toBuffer();
  const [a, b] = await Promise.all([raw(one), raw(other)]);
  expect(a.length).toBe(b.length);
  return a.reduce((sum, value, at) => sum + Math.abs(value - (b[at] ?? 0)), 0) / a.length;
}

describe("lookAt", () => {
  it("finds the header and the block of a simple design, where they are", async () => {
    const { root, palette, page } = await look(await design());
    expect(hexOf(page)).toBe("#ffffff");
    expect(palette.map(({ rgb }) => hexOf(rgb))).toEqual(["#ffffff", "#dc2626", "#1e293b"]);
    const [block, header] = root.children;
    expect(header?.role).toBe("header");
    expect(hexOf(header?.block.rgb ?? [0, 0, 0])).toBe("#1e293b");
    const box = block?.block.box;
    expect(hexOf(block?.block.rgb ?? [0, 0, 0])).toBe("#dc2626");
    expect((box?.x ?? 0) / 0.64).toBeCloseTo(40, 0);
    expect((box?.width ?? 0) / 0.64).toBeCloseTo(267, 0);
    expect((box?.height ?? 0) / 0.64).toBeCloseTo(300, 0);
  });

  it.each([
    ["dashboard", 6],
    ["wireframe", 11],
    ["chart", 5.5],
  ] as const)("paints %s again from its blocks with little difference", async (name, most) => {
    const bytes = await sample(name);
    const seen = await look(bytes);
    expect(
      await difference(
        bytes,
        new Uint8Array(
          await sharp(Buffer.from(painted(seen)))
            .png()
            .toBuffer(),
        ),
      ),
    ).toBeLessThan(most);
  });

  it("paints flat shapes again almost exactly", async () => {
    const bytes = await shapes(
      1000,
      640,
      "#f1f5f9",
      '<rect width="211" height="640" fill="#0f172a"/><rect x="263" y="53" width="331" height="187" rx="14" fill="#fff"/>' +
        '<circle cx="800" cy="420" r="90" fill="#f59e0b"/><rect x="300" y="83" width="120" height="31" fill="#2563eb"/>',
    );
    const seen = await look(bytes);
    expect(
      await difference(
        bytes,
        new Uint8Array(
          await sharp(Buffer.from(painted(seen)))
            .png()
            .toBuffer(),
        ),
      ),
    ).toBeLessThan(0.7);
    expect(flatten(seen.root).some(({ block }) => block.kind === "ellipse")).toBe(true);
    const card = seen.root.children.find(({ block }) => hexOf(block.rgb) === "#ffffff");
    expect(card?.children.map(({ block }) => hexOf(block.rgb))).toEqual(["#2563eb"]);
    expect((card?.block.radius ?? 0) / 0.512).toBeGreaterThan(8);
  });

  it("knows the parts of the dashboard", async () => {
    const { root } = await look(await sample("dashboard"));
    expect(roles(root)).toEqual(
      expect.arrayContaining(["sidebar", "header", "card", "button", "text", "rule"]),
    );
    expect(roles(root).filter((role) => role === "card").length).toBeGreaterThanOrEqual(4);
  });

  it("sees a border drawn around a surface of the page's own colour", async () => {
    const frame =
      '<rect x="200" y="150" width="400" height="200" fill="none" stroke="#334155" stroke-width="2"/>';
    const { root } = await look(await shapes(800, 600, "#ffffff", frame));
    const [card] = root.children;
    expect(card?.block.kind).toBe("rect");
    expect(nameOf(card?.block.border?.rgb ?? [255, 255, 255])).toMatch(/slate|grey|blue/);
  });

  it("reads bars with their heights, and a curve over them", async () => {
    const { root, raster } = await look(await sample("chart"));
    const chart = readChart(root, raster);
    const heights = [32, 38, 45, 52, 61, 74, 83, 79, 64, 48].map((value) => value / 83);
    expect(chart?.bars).toHaveLength(10);
    for (const [index, bar] of (chart?.bars ?? []).entries()) {
      expect(Math.abs(bar.height - (heights[index] ?? 0)), `bar ${index + 1}`).toBeLessThan(0.04);
    }
    expect(chart?.curves).toHaveLength(1);
    expect(readChart((await look(await design())).root, raster)).toBeUndefined();
  });

  it("says where the weight lies", async () => {
    const { mass } = await look(
      await shapes(900, 900, "#000", '<rect x="700" y="700" width="150" height="150" fill="#fff"/>'),
    );
    expect(mass.x).toBeGreaterThan(0.8);
    expect(mass.y).toBeGreaterThan(0.8);
    expect(mass.share).toBeCloseTo(0.028, 2);
  });

  it("takes noise, a checkerboard, a gradient and a single pixel in its stride", async () => {
    const checks = new Uint8Array(512 * 512 * 3).map((_, at) => {
      const pixel = Math.floor(at / 3);
      return (((pixel % 512) >> 2) + (Math.floor(pixel / 512) >> 2)) % 2 ? 255 : 0;
    });
    const board = await sharp(checks, { raw: { width: 512, height: 512, channels: 3 } })
      .png()
      .toBuffer();
    expect((await look(new Uint8Array(board))).photographic).toBe(true);
    const gradient =
      '<defs><linearGradient id="g"><stop stop-color="#f00"/><stop offset="1" stop-color="#00f"/></linearGradient></defs><rect width="400" height="300" fill="url(#g)"/>';
    expect(flatten((await look(await shapes(400, 300, "#fff", gradient))).root).length).toBeLessThan(60);
    const { width, height, root } = await look(await shapes(1, 1, "#ff0000", ""));
    expect([width, height, root.children.length]).toEqual([1, 1, 0]);
  });
});
