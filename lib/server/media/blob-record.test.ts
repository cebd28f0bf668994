import { afterAll, beforeAll, expect, it } from "vitest";
import { findBlob, recordBlob } from "./blob-record";
import { type MediaBench, openBench } from "./fixtures/media-bench";

let bench: MediaBench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

const record = { blob: "b".repeat(64), mediaType: "image/png", bytes: 5, width: 3, height: 2 };
const find = (blob: string) => findBlob({ ctx: bench.ctx, input: { blob } });

it("finds what was recorded, as it was recorded first", async () => {
  await recordBlob({ ctx: bench.ctx, input: record });
  await recordBlob({ ctx: bench.ctx, input: { ...record, mediaType: "image/gif" } });
  expect(await find(record.blob)).toEqual(record);
});

it("leaves out sizes that are not known", async () => {
  const plain = { blob: "c".repeat(64), mediaType: "image/png", bytes: 5 };
  await recordBlob({ ctx: bench.ctx, input: plain });
  expect(await find(plain.blob)).toEqual(plain);
});

it("finds nothing under other names", async () => {
  expect(await find("d".repeat(64))).toBeUndefined();
  expect(await find("' or 1=1 --")).toBeUndefined();
});

it("takes records of the same blob side by side", async () => {
  const input = { ...record, blob: "e".repeat(64) };
  await Promise.all(Array.from({ length: 10 }, () => recordBlob({ ctx: bench.ctx, input })));
  expect(await find(input.blob)).toEqual(input);
});
