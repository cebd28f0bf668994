import { describe, expect, it } from "vitest";
import { readServerEvents } from "./read-events";

function bodyOf(
  pieces: readonly string[],
  onCancel: () => void = () => undefined,
): ReadableStream<Uint8Array> {
  const left = pieces.map((piece) => Buffer.from(piece));
  return new ReadableStream(
    {
      pull(controller) {
        const piece = left.shift();
        if (piece) controller.enqueue(piece);
        else controller.close();
      },
      cancel: onCancel,
    },
    { highWaterMark: 0 },
  );
}

const read = (...pieces: string[]) => Array.fromAsync(readServerEvents(bodyOf(pieces)));

describe("readServerEvents", () => {
  it("gives the events of one read together, and nothing for a read that completes none", async () => {
    expect(await read("data: 1\n\ndata: 2\n\nda", "ta: 3", "\n\n", ": ping\n\n")).toEqual([
      ["1", "2"],
      ["3"],
    ]);
  });

  it("joins the lines of an event and leaves out other fields, comments and empty data", async () => {
    expect(await read(":c\nevent: e\nid: 1\nretry: 5\ndata: 1\ndata: 2\n\ndata:\n\nodd\n\n")).toEqual([
      ["1\n2"],
    ]);
  });

  it("keeps a last event without its blank line if it is whole", async () => {
    expect(await read("data: 1\n\n", "data: [DONE]")).toEqual([["1"], ["[DONE]"]]);
    expect(await read('data: {"a":1}\r')).toEqual([['{"a":1}']]);
    expect(await read('data: 1\n\ndata: {"a":')).toEqual([["1"]]);
  });

  it("tells every read, whether it completes an event or not", async () => {
    let reads = 0;
    const body = bodyOf([": ping\n\n", "data: 1", "\n\n"]);
    await Array.fromAsync(readServerEvents(body, () => reads++));
    expect(reads).toBe(4);
  });

  it("reads an empty body", async () => {
    expect(await read()).toEqual([]);
    expect(await read("")).toEqual([]);
  });

  it("refuses an event of more than 16 MB, come in pieces or at once, and cancels the body", async () => {
    const megabyte = "x".repeat(1_000_000);
    for (const pieces of [["data: ", ...Array(17).fill(megabyte)], [`data: ${megabyte.repeat(17)}\n\n`]]) {
      let cancelled = 0;
      const reading = Array.fromAsync(
        readServerEvents(bodyOf([...pieces, "\n\n", "\n\n"], () => cancelled++)),
      );
      await expect(reading).rejects.toMatchObject({ code: "protocol", retryable: false });
      expect(cancelled).toBe(1);
    }
  });

  it("takes an event that is large but allowed", async () => {
    const data = "x".repeat(15_000_000);
    expect(await read(`data: ${data}\n\n`)).toEqual([[data]]);
  });

  it("cancels the body when the loop is left", async () => {
    let cancelled = 0;
    for await (const data of readServerEvents(bodyOf(["data: 1\n\n", "data: 2\n\n"], () => cancelled++))) {
      expect(data).toEqual(["1"]);
      break;
    }
    expect(cancelled).toBe(1);
  });

  it("cancels the body while a read is waiting", async () => {
    let cancelled = 0;
    const body = new ReadableStream<Uint8Array>({ cancel: () => void cancelled++ });
    const iterator = readServerEvents(body)[Symbol.asyncIterator]();
    const waiting = iterator.next();
    await iterator.return?.();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(cancelled).toBe(1);
  });

  it("throws what the body throws", async () => {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(Buffer.from("data: 1\n\n")),
      pull: (controller) => controller.error(new Error("terminated")),
    });
    await expect(Array.fromAsync(readServerEvents(body))).rejects.toThrow("terminated");
  });
});
