import { describe, expect, it } from "vitest";
import { readEventNumber } from "./read-event-number";

const read = (query: string, header?: string) =>
  readEventNumber(
    new Request(`http://localhost/events${query}`, {
      headers: header === undefined ? {} : { "last-event-id": header },
    }),
  );

describe("readEventNumber", () => {
  it("prefers the header, then the query, then the beginning", () => {
    expect(read("?after=3", "7")).toBe(7);
    expect(read("?after=3")).toBe(3);
    expect(read("")).toBe(0);
  });

  it.each(["-1", "1.5", "x", "", "9999999999999999"])("refuses %j", (text) => {
    expect(() => read(`?after=${text}`)).toThrow("not a whole number");
  });
});
