import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { drawChart } from "./samples/chart";
import { drawDashboard } from "./samples/dashboard";
import { drawWireframe } from "./samples/wireframe";

/** Draws the sample pictures of the first screen into public/samples: `node --import tsx scripts/make-samples.ts`. */
const folder = fileURLToPath(new URL("../public/samples/", import.meta.url));
const samples = { dashboard: drawDashboard(), wireframe: drawWireframe(), chart: drawChart() };

await mkdir(folder, { recursive: true });
for (const [name, picture] of Object.entries(samples)) {
  const bytes = await sharp(Buffer.from(picture))
    .png({ palette: true, colours: 256, dither: 0, compressionLevel: 9, effort: 10 })
    .toBuffer();
  await writeFile(`${folder}${name}.png`, bytes);
  console.log(`public/samples/${name}.png: ${Math.round(bytes.length / 1000)} kB`);
}
