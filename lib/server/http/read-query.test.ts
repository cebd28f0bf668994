import { describe, expect, it } from "vitest";
import { z } from "zod";
import { readQuery } from "./read-query";

const schema = z.object({ limit: z.coerce.number().int().min(1).max(200).default(50) });
const read = (query: string) => readQuery(new Request(`http://localhost/list${query}`), schema);

describe("readQuery", () => {
  it("reads values, and their defaults", () => {
    expect(read("?limit=7&limit=9&other=1")).toEqual({ limit: 7 });
    expect(read("")).toEqual({ limit: 50 });
  });

  it("names what is wrong", () => {
    expect(() => read("?limit=500")).toThrow("In the address, limit must be at most 200.");
    expect(() => read("?limit=x")).toThrow("In the address, limit must be a number.");
  });
});
