import { createHash } from "node:crypto";
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { BlobStore } from "./blob-store";
import { filesIn } from "./fixtures/media-bench";
import { createFolderBlobStore } from "./folder-blob-store";

let folder: string;
let store: BlobStore;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "perigee-blobs-"));
  store = createFolderBlobStore(folder);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const hello = new TextEncoder().encode("hello");
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const large = new Uint8Array(2_500_001).map((_, index) => (index * 7) % 251);

async function read(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  return new Response(stream).bytes();
}

describe("createFolderBlobStore", () => {
  it("stores bytes under their hash, whole, with nothing left beside", async () => {
    const blob = await store.put(hello);
    expect(blob).toBe(sha256(hello));
    expect(filesIn(folder)).toEqual([join(blob.slice(0, 2), blob.slice(2, 4), blob)]);
    expect(await store.size(blob)).toBe(5);
    expect(new Uint8Array(await store.read(blob))).toEqual(hello);
  });

  it("hashes what is longer than a piece, and nothing at all", async () => {
    expect(await store.put(large)).toBe(sha256(large));
    expect(await store.put(new Uint8Array())).toBe(sha256(new Uint8Array()));
  });

  it("stores the same bytes once, also when many put them together", async () => {
    const blobs = await Promise.all(Array.from({ length: 24 }, () => store.put(large)));
    expect(new Set(blobs)).toEqual(new Set([sha256(large)]));
    expect(filesIn(folder)).toHaveLength(1);
    expect(await read(store.stream(sha256(large), { start: 0, end: large.length - 1 }))).toEqual(large);
  });

  it("keeps different bytes apart when they are put together", async () => {
    const many = Array.from({ length: 20 }, (_, index) => new TextEncoder().encode(`blob ${index}`));
    const blobs = await Promise.all(many.map((bytes) => store.put(bytes)));
    expect(blobs).toEqual(many.map(sha256));
    expect(filesIn(folder)).toHaveLength(20);
  });

  it("mends a file that the disk has cut", async () => {
    const blob = await store.put(large);
    truncateSync(join(folder, blob.slice(0, 2), blob.slice(2, 4), blob), 10);
    await store.put(large);
    expect(await store.size(blob)).toBe(large.length);
  });

  it("leaves nothing behind when it cannot store", async () => {
    const blob = sha256(hello);
    writeFileSync(join(folder, blob.slice(0, 2)), "a file where a folder should be");
    await expect(store.put(hello)).rejects.toThrow();
    expect(filesIn(folder)).toEqual([blob.slice(0, 2)]);
  });

  it.each([
    "",
    "0",
    "../../../etc/passwd",
    `${"a".repeat(61)}/..`,
    "A".repeat(64),
    `${"a".repeat(64)}\n`,
    `${"a".repeat(64)}0`,
    "g".repeat(64),
    "0".repeat(64),
  ])("has no blob %j", async (name) => {
    expect(await store.size(name)).toBeUndefined();
    await expect(store.read(name)).rejects.toMatchObject({ code: "not-found" });
    await expect(read(store.stream(name, { start: 0, end: 9 }))).rejects.toMatchObject({ code: "not-found" });
  });

  it("reaches no file outside, even where a name would lead to one", async () => {
    mkdirSync(join(folder, "..", "x"), { recursive: true });
    await expect(store.read("../x")).rejects.toMatchObject({ code: "not-found" });
    rmSync(join(folder, "..", "x"), { recursive: true });
  });

  it.each([
    [0, 0],
    [0, 262_143],
    [262_143, 262_144],
    [1_000_000, 2_500_000],
    [2_500_000, 2_500_000],
  ])("streams bytes %d to %d", async (start, end) => {
    const blob = await store.put(large);
    expect(await read(store.stream(blob, { start, end }))).toEqual(large.subarray(start, end + 1));
  });

  it("fails rather than to send less than was asked for", async () => {
    const blob = await store.put(hello);
    await expect(read(store.stream(blob, { start: 3, end: 99 }))).rejects.toThrow("ends at 5");
  });

  it("stops reading when the reader goes, at any moment", async () => {
    const blob = await store.put(large);
    const range = { start: 0, end: large.length - 1 };
    await store.stream(blob, range).cancel();
    const early = store.stream(blob, range).getReader();
    const first = early.read();
    await early.cancel();
    await first;
    const late = store.stream(blob, range).getReader();
    expect((await late.read()).value).toHaveLength(256 * 1024);
    await late.cancel();
    expect(await late.read()).toEqual({ done: true, value: undefined });
  });

  it("sweeps what a crash left an hour ago, and nothing younger", async () => {
    const blob = await store.put(hello);
    const old = join(folder, "incoming", "old");
    writeFileSync(old, "half");
    writeFileSync(join(folder, "incoming", "young"), "half");
    const before = new Date(Date.now() - 2 * 60 * 60 * 1000);
    utimesSync(old, before, before);
    const stored = join(folder, blob.slice(0, 2), blob.slice(2, 4), blob);
    utimesSync(stored, before, before);
    createFolderBlobStore(folder);
    expect(filesIn(join(folder, "incoming"))).toEqual(["young"]);
    expect(readFileSync(stored, "utf8")).toBe("hello");
  });
});
