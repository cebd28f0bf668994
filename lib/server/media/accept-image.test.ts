import { createHash } from "node:crypto";
import { deflateSync } from "node:zlib";
import fc from "fast-check";
import sharp from "sharp";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { acceptImage } from "./accept-image";
import { findBlob } from "./blob-record";
import { frames, type MediaBench, openBench, picture } from "./fixtures/media-bench";

let bench: MediaBench;
beforeEach(async () => {
  bench = await openBench(2_000_000);
});
afterEach(() => bench.close());

const accept = (body: Uint8Array | ReadableStream<Uint8Array>, declaredType?: string) =>
  acceptImage({ ctx: bench.ctx, input: { body, declaredType } });

async function expectRefusal(body: Uint8Array | ReadableStream<Uint8Array>, expected: object) {
  await expect(accept(body)).rejects.toMatchObject(expected);
  expect(bench.files()).toEqual([]);
  expect(await bench.ctx.database.selectFrom("blobs").selectAll().execute()).toEqual([]);
}

/** A PNG whose header names a size that its few bytes do not bear out. */
function pngClaiming(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
    const framed = Buffer.alloc(body.length + 8);
    framed.writeUInt32BE(data.length, 0);
    body.copy(framed, 4);
    framed.writeUInt32BE(crc32(body), body.length + 4);
    return framed;
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.alloc(100))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

describe("acceptImage", () => {
  it.each(["png", "jpeg", "webp", "gif"] as const)("stores %s as it came, and knows it", async (format) => {
    const bytes = await picture(60, 40).toFormat(format).toBuffer();
    const stored = await accept(bytes, "application/octet-stream");
    const blob = createHash("sha256").update(bytes).digest("hex");
    const expected = { blob, mediaType: `image/${format}`, bytes: bytes.length, width: 60, height: 40 };
    expect(stored).toEqual(expected);
    expect(Buffer.from(await bench.ctx.blobs.read(blob)).equals(bytes)).toBe(true);
    expect(await findBlob({ ctx: bench.ctx, input: { blob } })).toEqual(expected);
  });

  it.each(["gif", "webp"] as const)("tells the size of one frame of an animated %s", async (format) => {
    const bytes = await frames(30, 20, 5).toFormat(format).toBuffer();
    expect((await sharp(bytes).metadata()).pages).toBe(5);
    expect(await accept(bytes)).toMatchObject({ width: 30, height: 20 });
  });

  it.each([1, 3, 6, 8])("tells the size as shown with EXIF orientation %d", async (orientation) => {
    const bytes = await picture(60, 40).withMetadata({ orientation }).jpeg().toBuffer();
    const shown = orientation < 5 ? { width: 60, height: 40 } : { width: 40, height: 60 };
    expect(await accept(bytes)).toMatchObject(shown);
  });

  it("reads a stream, however it is cut", async () => {
    const bytes = new Uint8Array(await picture(60, 40).png().toBuffer());
    let at = 0;
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (at >= bytes.length) return controller.close();
        controller.enqueue(bytes.subarray(at, at + 7));
        at += 7;
      },
    });
    expect(await accept(stream)).toMatchObject({ bytes: bytes.length, width: 60 });
  });

  it("stores what comes many times at once only once", async () => {
    const bytes = await picture(300, 200).png().toBuffer();
    const all = await Promise.all(Array.from({ length: 12 }, () => accept(bytes)));
    expect(new Set(all.map((one) => one.blob)).size).toBe(1);
    expect(bench.files()).toHaveLength(1);
  });

  it("does not believe the declared type, but names a form for what it is", async () => {
    const png = await picture(8, 8).png().toBuffer();
    expect(await accept(png, "image/jpeg")).toMatchObject({ mediaType: "image/png" });
    await expect(accept(png, "multipart/form-data; boundary=x")).rejects.toMatchObject({
      code: "invalid-request",
    });
  });

  it("refuses what is empty", async () => {
    await expectRefusal(new Uint8Array(), { code: "corrupt-media", message: "The file is empty." });
  });

  it("refuses what is too large, naming the limit, before it is decoded", async () => {
    const expected = { code: "too-large", message: "The picture is larger than 2 MB." };
    await expectRefusal(new Uint8Array(2_000_001), expected);
    await expectRefusal(new Blob([new Uint8Array(2_000_001)]).stream(), expected);
  });

  it("refuses what is no picture", async () => {
    await expectRefusal(Buffer.from("%PDF-1.7"), { code: "unsupported-media" });
    await expectRefusal(Buffer.from("<svg onload='alert(1)'/>"), { code: "unsupported-media" });
  });

  it.each(["png", "jpeg", "webp", "gif"] as const)(
    "refuses a %s that is cut off anywhere",
    async (format) => {
      const bytes = await picture(200, 150).toFormat(format).toBuffer();
      for (const share of [0.05, 0.3, 0.6, 0.9]) {
        await expectRefusal(bytes.subarray(0, Math.max(16, bytes.length * share)), { code: "corrupt-media" });
      }
    },
  );

  it("refuses a PNG that is damaged inside", async () => {
    const bytes = await picture(200, 150).png().toBuffer();
    bytes.fill(0, 1000, 1100);
    await expectRefusal(bytes, { code: "corrupt-media" });
  });

  it.each<[string, Buffer]>([
    ["GIF", Buffer.from("GIF89a broken")],
    ["JPEG", Buffer.from("\xff\xd8\xff\xe0 broken", "latin1")],
    ["PNG", Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), Buffer.alloc(40)])],
    ["WebP", Buffer.from("RIFF\x20\0\0\0WEBPVP8 broken broken broken", "latin1")],
    ["HTML behind a GIF's name", Buffer.from("GIF89a/*<script>alert(1)</script>*/")],
  ])("refuses bytes that only begin like a %s", async (_name, bytes) => {
    await expectRefusal(bytes, { code: "corrupt-media" });
  });

  it("refuses pixels without end by their header alone", async () => {
    await expectRefusal(pngClaiming(20_000, 20_000), {
      code: "too-large",
      message: "The picture has more than 100 million pixels (20000 × 20000).",
    });
    await expectRefusal(pngClaiming(2_000_000_000, 2_000_000_000), { code: "corrupt-media" });
  });

  it("refuses a header that promises more than the bytes hold", async () => {
    await expectRefusal(pngClaiming(9_000, 9_000), { code: "corrupt-media" });
  });

  it("refuses a bomb that is really there", async () => {
    const bomb = await sharp({ create: { width: 12_000, height: 9_000, channels: 3, background: "red" } })
      .png({ compressionLevel: 9 })
      .toBuffer();
    expect(bomb.length).toBeLessThan(2_000_000);
    await expectRefusal(bomb, { code: "too-large" });
  });

  it.each(["png", "jpeg", "webp", "gif"] as const)(
    "takes or refuses a mangled %s, and nothing else",
    async (format) => {
      const whole = await picture(40, 30).toFormat(format).toBuffer();
      const change = fc.tuple(fc.nat(whole.length - 1), fc.nat(255));
      await fc.assert(
        fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
          const mangled = Uint8Array.from(whole);
          for (const [at, byte] of changes) mangled[at] = byte;
          const result = await accept(mangled).catch((error) => error);
          if (!("blob" in result)) {
            expect(["corrupt-media", "unsupported-media", "too-large"]).toContain(result.code);
          }
        }),
        { numRuns: 60 },
      );
    },
  );

  it("goes on taking pictures after refusals", async () => {
    await Promise.allSettled(Array.from({ length: 8 }, () => accept(Buffer.from("GIF89a broken"))));
    expect(await accept(await picture(8, 8).png().toBuffer())).toMatchObject({ width: 8 });
  });
});

describe("acceptImage under load", () => {
  it("takes large interlaced pictures that come together, one after the other", async () => {
    const large = await sharp({ create: { width: 6_000, height: 5_000, channels: 3, background: "teal" } })
      .png({ progressive: true })
      .toBuffer();
    const all = await Promise.all(
      ["a", "b", "c"].map((end) => accept(Buffer.concat([large, Buffer.from(end)]))),
    );
    expect(all.map(({ width, height }) => [width, height])).toEqual(Array(3).fill([6_000, 5_000]));
    expect(bench.files()).toHaveLength(3);
  });
});
