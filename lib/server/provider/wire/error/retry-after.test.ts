import { describe, expect, it } from "vitest";
import { retryAfterSeconds } from "./retry-after";

const now = Date.UTC(2026, 0, 1);
const seconds = (headers: Record<string, string>, message = "") =>
  retryAfterSeconds(new Headers(headers), message, now);

describe("retryAfterSeconds", () => {
  it.each([
    ["7", 7],
    ["0.5", 0.5],
    [new Date(now + 90_000).toUTCString(), 90],
    [new Date(now - 90_000).toUTCString(), 0],
    ["999999999", 86_400],
    ["-5", undefined],
    ["soon", undefined],
    ["", undefined],
  ])("Retry-After: %s", (value, expected) => expect(seconds({ "retry-after": value })).toBe(expected));

  it.each([
    ["30", 30],
    [String(now / 1000 + 12), 12],
    [String(now + 12_000), 12],
    ["6m0s", 360],
    ["350ms", 0.35],
    ["?", undefined],
  ])("X-RateLimit-Reset: %s", (value, expected) =>
    expect(seconds({ "x-ratelimit-reset": value })).toBe(expected),
  );

  it.each([
    ["request reached max RPM: 3, please try again after 1 seconds", 1],
    ["Please try again in 20s.", 20],
    ["Please try again in 1m12.5s", 72.5],
    ["try again in 300 milliseconds", 0.3],
    ["Retry after 2 minutes", 120],
    ["request reached TPM rate limit, current: 500100, limit: 500000", undefined],
    ["please try again later", undefined],
  ])("%s", (message, expected) => expect(seconds({}, message)).toBe(expected));

  it("believes Retry-After before the reset, and headers before words", () => {
    const headers = { "retry-after": "1", "x-ratelimit-reset": "2" };
    expect(seconds(headers, "try again in 3s")).toBe(1);
    expect(seconds({ "x-ratelimit-reset": "2" }, "try again in 3s")).toBe(2);
  });
});
