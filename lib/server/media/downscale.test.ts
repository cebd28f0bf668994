import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acceptImage } from "./accept-image";
import { findBlob } from "./blob-record";
import { downscale } from "./downscale";
import { frames, type MediaBench, openBench, picture } from "./fixtures/media-bench";

let bench: MediaBench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

const accept = async (body: Uint8Array) => acceptImage({ ctx: bench.ctx, input: { body } });
const shrink = (blob: string, maxWidth: number, maxHeight: number) =>
  downscale({ ctx: bench.ctx, input: { blob, maxWidth, maxHeight } });

describe("downscale", () => {
  it.each(["png", "jpeg", "webp", "gif"] as const)(
    "fits %s into the box in its own format",
    async (format) => {
      const original = await accept(await picture(500, 300).toFormat(format).toBuffer());
      const smaller = await shrink(original.blob, 400, 216);
      expect(smaller).toMatchObject({ mediaType: `image/${format}`, width: 360, height: 216 });
      expect(smaller.blob).not.toBe(original.blob);
      const bytes = await bench.ctx.blobs.read(smaller.blob);
      expect(bytes.length).toBe(smaller.bytes);
      expect(await sharp(bytes).metadata()).toMatchObject({ format, width: 360, height: 216 });
      expect(await findBlob({ ctx: bench.ctx, input: { blob: smaller.blob } })).toEqual(smaller);
      expect(await accept(bytes)).toEqual(smaller);
    },
  );

  it("answers a picture that fits as it is", async () => {
    const original = await accept(await picture(50, 30).png().toBuffer());
    expect(await shrink(original.blob, 50, 30)).toEqual(original);
    expect(await shrink(original.blob, 4096, 2160)).toEqual(original);
  });

  it.each(["gif", "webp"] as const)("keeps all frames of an animated %s", async (format) => {
    const original = await accept(await frames(100, 80, 5).toFormat(format).toBuffer());
    const smaller = await shrink(original.blob, 50, 50);
    expect(smaller).toMatchObject({ width: 50, height: 40 });
    const found = await sharp(await bench.ctx.blobs.read(smaller.blob), { animated: true }).metadata();
    expect(found).toMatchObject({ pages: 5, pageHeight: 40 });
  });

  it("turns a photograph upright before it is measured, and drops where it was taken", async () => {
    const photograph = await picture(600, 400)
      .withExif({ IFD3: { GPSLatitude: "51/1 30/1 0/1" } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const original = await accept(photograph);
    expect(original).toMatchObject({ width: 400, height: 600 });
    const smaller = await shrink(original.blob, 200, 300);
    expect(smaller).toMatchObject({ width: 200, height: 300 });
    const found = await sharp(await bench.ctx.blobs.read(smaller.blob)).metadata();
    expect(found.orientation ?? 1).toBe(1);
    expect(found.exif).toBeUndefined();
  });

  it("keeps transparency, and at least one pixel a side", async () => {
    const clear = await sharp({ create: { width: 400, height: 2, channels: 4, background: "#ff000080" } })
      .png()
      .toBuffer();
    const smaller = await shrink((await accept(clear)).blob, 10, 10);
    expect(smaller).toMatchObject({ width: 10, height: 1 });
    expect((await sharp(await bench.ctx.blobs.read(smaller.blob)).metadata()).hasAlpha).toBe(true);
  });

  it.each(["0", "0".repeat(64), "../x"])("knows no blob %s", async (blob) => {
    await expect(shrink(blob, 10, 10)).rejects.toMatchObject({ code: "not-found" });
  });
});
