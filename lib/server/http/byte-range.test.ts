import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseByteRange } from "./byte-range";

describe("parseByteRange", () => {
  it.each([
    ["bytes=0-0", { start: 0, end: 0 }],
    ["bytes=2-5", { start: 2, end: 5 }],
    ["Bytes= 2-5 ", { start: 2, end: 5 }],
    ["bytes=2-", { start: 2, end: 9 }],
    ["bytes=9-", { start: 9, end: 9 }],
    ["bytes=2-99", { start: 2, end: 9 }],
    ["bytes=-3", { start: 7, end: 9 }],
    ["bytes=-99", { start: 0, end: 9 }],
    ["bytes=0-99999999999999999999999", { start: 0, end: 9 }],
    ["bytes=10-", "unsatisfiable"],
    ["bytes=10-12", "unsatisfiable"],
    ["bytes=-0", "unsatisfiable"],
    ["bytes=99999999999999999999999-", "unsatisfiable"],
  ])("reads %s of ten bytes", (header, expected) => {
    expect(parseByteRange(header, 10)).toEqual(expected);
  });

  it.each([null, "", "bytes", "bytes=", "bytes=-", "bytes=5-2", "bytes=a-b", "bytes=0-1,3-4", "bytes=0--1"])(
    "takes %j for the whole",
    (header) => {
      expect(parseByteRange(header, 10)).toBeUndefined();
    },
  );

  it.each(["items=0-1", "bytes=0x1-2", "bytes=1.5-2", "bytes=+1-2", "bytes=1 - 2", "xbytes=0-1"])(
    "does not understand %s",
    (header) => {
      expect(parseByteRange(header, 10)).toBeUndefined();
    },
  );

  it("satisfies nothing of an empty file", () => {
    for (const header of ["bytes=0-", "bytes=0-0", "bytes=-1"]) {
      expect(parseByteRange(header, 0), header).toBe("unsatisfiable");
    }
  });

  it("never leaves the file", () => {
    const header = fc.tuple(fc.option(fc.nat(40), { nil: "" }), fc.option(fc.nat(40), { nil: "" }));
    fc.assert(
      fc.property(header, fc.nat(30), ([first, last], size) => {
        const range = parseByteRange(`bytes=${first}-${last}`, size);
        if (range === undefined || range === "unsatisfiable") return;
        expect(range.start).toBeGreaterThanOrEqual(0);
        expect(range.end).toBeGreaterThanOrEqual(range.start);
        expect(range.end).toBeLessThan(size);
      }),
    );
  });
});
