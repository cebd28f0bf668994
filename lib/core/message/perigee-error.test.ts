import { expect, it, vi } from "vitest";
import { isPerigeeError, PerigeeError } from "./perigee-error";

it("is recognised when another copy of the module made it", async () => {
  vi.resetModules();
  const other = await import("./perigee-error");
  const made = new other.PerigeeError("quota", "What happened.", "What to do.", { data: { provider: "x" } });
  expect(made).not.toBeInstanceOf(PerigeeError);
  expect(isPerigeeError(made)).toBe(true);
  expect(isPerigeeError(new Error("x"))).toBe(false);
  expect(isPerigeeError({ code: "quota" })).toBe(false);
});
