import { describe, expect, it } from "vitest";
import { readBounded } from "./read-bounded";

/** A stream of chunks of the given sizes, which counts what was taken from it. */
function source(sizes: Iterable<number>) {
  const sizesLeft = sizes[Symbol.iterator]();
  const taken = { bytes: 0, cancelled: false };
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const { value, done } = sizesLeft.next();
        if (done) return controller.close();
        taken.bytes += value;
        controller.enqueue(new Uint8Array(value).fill(taken.bytes));
      },
      cancel() {
        taken.cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { stream, taken };
}

describe("readBounded", () => {
  it("joins the chunks, up to exactly the limit", async () => {
    expect(await readBounded(source([1, 2, 0, 1]).stream, 4)).toEqual(new Uint8Array([1, 3, 3, 4]));
    expect(await readBounded(source([4]).stream, 4)).toEqual(new Uint8Array([4, 4, 4, 4]));
    expect(await readBounded(source([]).stream, 4)).toEqual(new Uint8Array(0));
  });

  it("answers undefined for one byte more, having taken what was sent", async () => {
    const { stream, taken } = source([3, 2, 5]);
    expect(await readBounded(stream, 4)).toBeUndefined();
    expect(taken).toEqual({ bytes: 10, cancelled: false });
  });

  it("gives up on a stream without an end", async () => {
    function* endless() {
      while (true) yield 8_000_000;
    }
    const { stream, taken } = source(endless());
    expect(await readBounded(stream, 10)).toBeUndefined();
    expect(taken.cancelled).toBe(true);
    expect(taken.bytes).toBeLessThan(300_000_000);
  });

  it("fails as the stream fails", async () => {
    const broken = new ReadableStream<Uint8Array>({
      start: (controller) => controller.error(new Error("connection lost")),
    });
    await expect(readBounded(broken, 10)).rejects.toThrow("connection lost");
  });
});
