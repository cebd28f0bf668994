import { describe, expect, it } from "vitest";
import { loggable } from "./loggable";

const canary = "s3cr3tc4n4ry";

describe("loggable", () => {
  it.each([
    `connect postgresql://perigee:${canary}@db.example/x failed`,
    `GET https://${canary}@host/ failed`,
    `header Authorization: Bearer ${canary}.x`,
    `401 for api_key=${canary}&model=x`,
    `{"apiKey": "${canary}"}`,
    `password: ${canary}`,
    `Incorrect key sk-${canary}`,
    `nvapi-${canary} is not valid`,
  ])("leaves the secret out of %s", (message) => {
    const text = loggable(new Error(message));
    expect(text).not.toContain(canary);
    expect(text).toContain("…");
  });

  it("keeps the rest, and the causes", () => {
    const text = loggable(new Error("outer", { cause: new TypeError("inner") }));
    expect(text).toContain("outer");
    expect(text).toContain("caused by TypeError: inner");
    expect(text).toContain("loggable.test.ts");
  });

  it("ends with causes that point in a circle, and with very long ones", () => {
    const circle = new Error("round");
    circle.cause = circle;
    expect(loggable(circle)).toContain("round");
    expect(loggable(new Error("x".repeat(1_000_000))).length).toBeLessThanOrEqual(4_000);
  });
});
