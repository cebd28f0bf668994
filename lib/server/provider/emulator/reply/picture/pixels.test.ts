import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { UnreadableImage } from "../../reply";
import { design } from "../fixtures/requests";
import { decodePicture } from "./pixels";

describe("decodePicture", () => {
  it("keeps the true size and looks at no more than 512 pixels a side", async () => {
    const { width, height, format, raster } = await decodePicture(await design(), 0);
    expect({ width, height, format }).toEqual({ width: 800, height: 600, format: "png" });
    expect([raster.width, raster.height, raster.rgb.length]).toEqual([512, 384, 512 * 384 * 3]);
  });

  it("puts transparent pixels on white and says how many there are", async () => {
    const half = await sharp({ create: { width: 10, height: 10, channels: 4, background: "#00000000" } })
      .composite([
        { input: { create: { width: 5, height: 10, channels: 4, background: "#ff0000" } }, left: 0, top: 0 },
      ])
      .png()
      .toBuffer();
    const { transparent, raster } = await decodePicture(new Uint8Array(half), 0);
    expect(transparent).toBe(0.5);
    expect([...raster.rgb.slice(0, 3), ...raster.rgb.slice(27, 30)]).toEqual([255, 0, 0, 255, 255, 255]);
  });

  it("turns a picture upright as its metadata says", async () => {
    const turned = await sharp(await design())
      .jpeg()
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const { width, height } = await decodePicture(new Uint8Array(turned), 0);
    expect([width, height]).toEqual([600, 800]);
  });

  it.each([
    ["no picture", new TextEncoder().encode("this is no picture at all")],
    ["nothing", new Uint8Array()],
  ])("refuses %s with the image's index", async (_, bytes) => {
    const failed = await decodePicture(bytes, 3).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(UnreadableImage);
    expect(failed).toMatchObject({ index: 3 });
  });

  it("refuses a picture that ends in the middle", async () => {
    const whole = await design();
    await expect(decodePicture(whole.slice(0, whole.length / 2), 1)).rejects.toThrow(UnreadableImage);
  });
});
