import { describe, expect, it } from "vitest";
import { downscaleBox, downscaledSize, isLarge } from "./picture-size";

describe("the size of a picture", () => {
  it("is large above 4096 x 2160, lying or standing", () => {
    expect(isLarge({ width: 4096, height: 2160 })).toBe(false);
    expect(isLarge({ width: 2160, height: 4096 })).toBe(false);
    expect(isLarge({ width: 4097, height: 100 })).toBe(true);
    expect(isLarge({ width: 100, height: 4097 })).toBe(true);
    expect(isLarge({ width: 2161, height: 2161 })).toBe(true);
  });

  it("is cut down with its proportions kept", () => {
    expect(downscaledSize({ width: 5000, height: 3000 })).toEqual({ width: 3600, height: 2160 });
    expect(downscaledSize({ width: 3000, height: 5000 })).toEqual({ width: 2160, height: 3600 });
    expect(downscaledSize({ width: 8000, height: 1000 })).toEqual({ width: 3600, height: 450 });
    expect(downscaledSize({ width: 3000, height: 3000 })).toEqual({ width: 2160, height: 2160 });
  });

  it("fits what it asks for", () => {
    for (const size of [
      { width: 5000, height: 3000 },
      { width: 2200, height: 9000 },
    ]) {
      const box = downscaleBox(size);
      const cut = downscaledSize(size);
      expect(cut.width).toBeLessThanOrEqual(box.maxWidth);
      expect(cut.height).toBeLessThanOrEqual(box.maxHeight);
      expect(isLarge(cut)).toBe(false);
    }
  });
});
