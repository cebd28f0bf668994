import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { acceptImage } from "./accept-image";
import { type MediaBench, openBench, picture } from "./fixtures/media-bench";
import { openBlob } from "./open-blob";

let bench: MediaBench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

const accept = async (bytes: Uint8Array) => acceptImage({ ctx: bench.ctx, input: { body: bytes } });
const open = (blob: string) => openBlob({ ctx: bench.ctx, input: { blob } });

it("opens what was accepted", async () => {
  const bytes = await picture(20, 10).png().toBuffer();
  const { blob } = await accept(bytes);
  const { stream, ...opened } = await open(blob);
  expect(opened).toEqual({ etag: blob, mediaType: "image/png", size: bytes.length });
  expect(await new Response(stream({ start: 1, end: 3 })).text()).toBe("PNG");
});

it("opens nothing that was stored but never accepted", async () => {
  const blob = await bench.ctx.blobs.put(new TextEncoder().encode("<script>"));
  await expect(open(blob)).rejects.toMatchObject({ code: "not-found" });
});

it("says not-found when the bytes are gone", async () => {
  const { blob } = await accept(await picture(21, 10).png().toBuffer());
  rmSync(join(bench.folder, blob.slice(0, 2)), { recursive: true });
  await expect(open(blob)).rejects.toMatchObject({ code: "not-found" });
});

it.each(["", "0", "../perigee.db", "0".repeat(64)])("knows no blob %j", async (blob) => {
  await expect(open(blob)).rejects.toMatchObject({ code: "not-found" });
});
