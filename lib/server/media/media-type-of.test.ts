import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { picture } from "./fixtures/media-bench";
import { mediaTypeOf } from "./media-type-of";

const ascii = (text: string) => new Uint8Array(Buffer.from(text, "latin1"));
const ftyp = (brand: string) => ascii(`\0\0\0\x18ftyp${brand}\0\0\0\0${brand}mp41\0\0\0\0`);

describe("mediaTypeOf", () => {
  it.each(["png", "jpeg", "webp", "gif"] as const)("knows %s by its bytes", async (format) => {
    expect(await mediaTypeOf(await picture(8, 8).toFormat(format).toBuffer())).toBe(`image/${format}`);
  });

  it("takes an animated PNG for a PNG", async () => {
    const png = await picture(8, 8).png().toBuffer();
    // acTL: one frame, played for ever; checksums do not matter for the type.
    const control = ascii("\0\0\0\x08acTL\0\0\0\x01\0\0\0\0\0\0\0\0");
    const animated = Buffer.concat([png.subarray(0, 33), control, png.subarray(33)]);
    expect(await mediaTypeOf(animated)).toBe("image/png");
  });

  it.each<[string, Uint8Array, string]>([
    ["PDF", ascii("%PDF-1.7 this is not a picture"), "a PDF"],
    ["SVG", ascii("<svg xmlns='http://www.w3.org/2000/svg'/>"), "an SVG drawing"],
    ["SVG in XML", ascii("<?xml version='1.0'?>\n<!-- drawn -->\n<svg width='1'></svg>"), "an SVG drawing"],
    ["XML", ascii("<?xml version='1.0'?>\n<note>hi</note>"), "an XML file"],
    ["HTML", ascii("<!DOCTYPE html><title>x</title><script>alert(1)</script>"), "an HTML page"],
    ["text", new TextEncoder().encode("just text, 也有中文\n".repeat(1000)), "a text file"],
    ["MP4", ftyp("isom"), "an MP4 video"],
    ["QuickTime", ftyp("qt  "), "an MOV video"],
    ["HEIC", ftyp("heic"), "a HEIC picture"],
    ["AVIF", ftyp("avif"), "an AVIF picture"],
    ["BMP", ascii(`BM${"\0".repeat(60)}`), "a BMP picture"],
    ["TIFF", ascii(`II*\0\x08\0\0\0${"\0".repeat(60)}`), "a TIF picture"],
    ["MP3", ascii(`ID3\x03\0\0\0\0\0\0\xff\xfb\x90\0${"\0".repeat(60)}`), "an MP3 sound file"],
    ["GZ", ascii("\x1f\x8b\x08\0\0\0\0\0\0\0"), "a GZ file"],
    ["ELF", ascii(`\x7fELF\x02\x01\x01${"\0".repeat(60)}`), "an ELF file"],
  ])("says what %s is", async (_name, bytes, what) => {
    await expect(mediaTypeOf(bytes)).rejects.toMatchObject({
      code: "unsupported-media",
      message: `This is ${what}; accepted are PNG, JPEG, WebP and GIF.`,
    });
  });

  it("takes a PNG that ends in its header for a PNG", async () => {
    expect(await mediaTypeOf(ascii("\x89PNG\r\n\x1a\n"))).toBe("image/png");
  });

  it.each<[string, Uint8Array]>([
    ["half a signature", ascii("\x89PN")],
    ["control characters", ascii("\0\x01\x02\x03")],
    ["noise", ascii("\xff\xfe\xfd\xfc".repeat(2000))],
  ])("says that it does not know %s", async (_name, bytes) => {
    await expect(mediaTypeOf(bytes)).rejects.toMatchObject({
      code: "unsupported-media",
      message: "This file is none of the accepted types, which are PNG, JPEG, WebP and GIF.",
    });
  });

  it("answers or refuses, whatever the bytes", async () => {
    const start = fc.constantFrom(
      "\x1f\x8b",
      "PK\x03\x04",
      "\0\0\0\x18ftyp",
      "RIFF",
      "II*\0",
      "OggS",
      "%PDF",
      "ID3",
      "",
    );
    const rest = fc.uint8Array({ maxLength: 300 });
    await fc.assert(
      fc.asyncProperty(start, rest, async (magic, bytes) => {
        const result = await mediaTypeOf(Buffer.concat([ascii(magic), bytes])).catch((error) => error);
        if (typeof result !== "string") expect(result).toMatchObject({ code: "unsupported-media" });
      }),
      { numRuns: 300 },
    );
  });
});
