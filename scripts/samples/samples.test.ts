import { readFile } from "node:fs/promises";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { drawChart } from "./chart";
import { drawDashboard } from "./dashboard";
import { drawWireframe } from "./wireframe";

const samples = [
  { name: "dashboard", draw: drawDashboard, width: 1280, height: 800 },
  { name: "wireframe", draw: drawWireframe, width: 1200, height: 900 },
  { name: "chart", draw: drawChart, width: 1200, height: 800 },
];

describe.each(samples)("the sample $name", ({ name, draw, width, height }) => {
  it("ships as a PNG of its size, under 200 kB", async () => {
    const bytes = await readFile(new URL(`../../public/samples/${name}.png`, import.meta.url));
    expect(await sharp(bytes).metadata()).toMatchObject({ format: "png", width, height });
    await sharp(bytes).raw().toBuffer();
    expect(bytes.length).toBeLessThan(200_000);
  });

  it("is drawn the same each time, of that size", async () => {
    expect(draw()).toBe(draw());
    expect(await sharp(Buffer.from(draw())).metadata()).toMatchObject({ width, height });
  });
});
