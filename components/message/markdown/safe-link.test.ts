import { describe, expect, it } from "vitest";
import { hostOf, safeLink } from "./safe-link";

describe("links a model wrote", () => {
  it.each(["https://a.example/x?y#z", "http://a.example/", "mailto:a@b.example"])("may go to %s", (href) =>
    expect(safeLink(href)).toBe(href),
  );
  it.each([
    "javascript:alert(1)",
    " JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "file:///etc/passwd",
    "blob:https://a/b",
    "/api/conversations",
    "//evil.example",
    "",
    "streamdown:incomplete-link",
  ])("may not go to %j", (href) => expect(safeLink(href)).toBeUndefined());

  it("name their host", () => {
    expect(hostOf("https://a.example:8080/x")).toBe("a.example:8080");
    expect(hostOf("nonsense")).toBe("");
  });
});
