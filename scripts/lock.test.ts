import { describe, expect, it } from "vitest";
import { missingFromLock } from "./lock.mjs";

const lock = (packages: object) => JSON.stringify({ packages });

describe("missingFromLock", () => {
  it("finds an optional package that the lock left out", () => {
    const text = lock({
      "node_modules/next": { optionalDependencies: { "swc-a": "1", "swc-b": "1" } },
      "node_modules/swc-a": {},
    });
    expect(missingFromLock(text)).toEqual(["node_modules/next -> swc-b"]);
  });

  it("accepts one that is nested or hoisted", () => {
    const text = lock({
      "node_modules/a": { optionalDependencies: { nested: "1", hoisted: "1" } },
      "node_modules/a/node_modules/nested": {},
      "node_modules/hoisted": {},
    });
    expect(missingFromLock(text)).toEqual([]);
  });
});
