import { describe, expect, it } from "vitest";
import { chooseLanguage } from "./language";

describe("the language of the page", () => {
  it("is the one that was chosen, whatever the browser asks for", () => {
    expect(chooseLanguage("en", "zh-CN")).toBe("en");
    expect(chooseLanguage("zh", "en-US,en;q=0.9")).toBe("zh");
  });

  it("is the first of the browser's that there is", () => {
    expect(chooseLanguage(undefined, "zh-CN,zh;q=0.9,en;q=0.8")).toBe("zh");
    expect(chooseLanguage(undefined, "fr-FR,fr;q=0.9,zh-TW;q=0.5,en;q=0.8")).toBe("en");
    expect(chooseLanguage(undefined, "en;q=0.1, zh;q=0.2")).toBe("zh");
    expect(chooseLanguage(undefined, "zh;q=0,en;q=0.1")).toBe("en");
  });

  it("is English for anything else", () => {
    expect(chooseLanguage("klingon", null)).toBe("en");
    expect(chooseLanguage(undefined, "fr,de;q=0.5")).toBe("en");
    expect(chooseLanguage(undefined, ";;q=x,,*")).toBe("en");
  });
});
