import { describe, expect, it } from "vitest";
import { contrast, distance, hexOf, labOf, nameOf, rgbOf } from "./colour";

describe("nameOf", () => {
  it.each([
    ["#dc2626", "red"],
    ["#1e293b", "dark slate"],
    ["#ffffff", "white"],
    ["#fdfdfd", "white"],
    ["#000000", "black"],
    ["#2563eb", "blue"],
    ["#16a34a", "green"],
    ["#facc15", "yellow"],
    ["#f97316", "orange"],
    ["#9333ea", "purple"],
    ["#ec4899", "pink"],
    ["#92400e", "brown"],
  ])("calls %s %s", (hex, name) => {
    expect(nameOf(rgbOf(hex))).toBe(name);
  });

  it("has Chinese names", () => {
    expect(nameOf(rgbOf("#dc2626"), "zh")).toBe("红色");
  });
});

describe("colours", () => {
  it("writes what it reads", () => {
    expect(hexOf(rgbOf("#0a0b0c"))).toBe("#0a0b0c");
  });

  it("measures black on white as WCAG does", () => {
    expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21, 5);
    expect(contrast([120, 120, 120], [120, 120, 120])).toBe(1);
  });

  it("has white at lightness 1, and the same distance both ways", () => {
    expect(labOf([255, 255, 255])[0]).toBeCloseTo(1, 4);
    const [red, blue] = [labOf([255, 0, 0]), labOf([0, 0, 255])];
    expect(distance(red, blue)).toBeCloseTo(distance(blue, red), 10);
  });
});
