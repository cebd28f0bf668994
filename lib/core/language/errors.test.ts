import { createTranslator } from "use-intl/core";
import { describe, expect, it } from "vitest";
import { loadDictionary } from ".";
import type { Language } from "./language";
import { noticeWords } from "./notice-words";

async function translator(language: Language) {
  const messages = await loadDictionary(language);
  const onError = (error: Error) => {
    throw error;
  };
  return { messages, t: createTranslator({ locale: language, messages, namespace: "errors", onError }) };
}

const known = { provider: "Moonshot AI", variable: "MOONSHOT_API_KEY", model: "kimi-k2.5", seconds: 4 };
const unknown = { provider: "none", variable: "none", model: "none", seconds: "none" };

describe("the words of errors and notices", () => {
  it.each(["en", "zh"] as const)(
    "can be made for every code in %s, with and without data",
    async (language) => {
      const { t, messages } = await translator(language);
      for (const code of Object.keys(messages.errors.code) as (keyof typeof messages.errors.code)[]) {
        for (const data of [unknown, known]) {
          const sentences = [t(`code.${code}.what`, data), t(`code.${code}.todo`, data)];
          expect(sentences.join(" "), code).not.toMatch(/none|undefined|[{}]/);
          expect(Math.min(...sentences.map((one) => one.length)), code).toBeGreaterThan(3);
        }
      }
      const data = { asked: "a", got: "b", count: 2 };
      for (const code of Object.keys(messages.errors.notice) as (keyof typeof messages.errors.notice)[]) {
        const words = noticeWords(t, language, { type: "notice", code, message: "", data });
        expect(words, code).not.toMatch(/none|undefined|[{}?]/);
      }
    },
  );

  it("name what is known, in Chinese too", async () => {
    const { t } = await translator("zh");
    expect(t("code.auth.what", known)).toMatch(/Moonshot AI.*密钥/);
    expect(t("code.auth.todo", known)).toContain("MOONSHOT_API_KEY");
    expect(t("code.auth.todo", unknown)).toMatch(/^请设置有效的密钥，/);
    expect(t("code.rate-limit.todo", known)).toContain("4 秒");
  });

  it("say in each language what was changed, left out or cut", async () => {
    for (const language of ["en", "zh"] as const) {
      const { t } = await translator(language);
      const words = (code: "repaired" | "left-out" | "length", data: Record<string, string | number>) =>
        noticeWords(t, language, { type: "notice", code, message: "", data });
      const repairs = [
        ...["reasoning", "effort", "instant", "tool-choice-auto", "sampling", "output-limit", "fields"],
        "one that is not known",
      ].map((repair) => words("repaired", { repair }));
      expect(new Set(repairs).size).toBe(repairs.length);
      expect(words("length", { while: "thinking" })).not.toBe(words("length", { while: "answering" }));
      expect(words("left-out", { count: 2, kind: "image" })).toMatch(/2 (pictures|张图片)/);
      expect(words("left-out", { count: 1, kind: "video" })).toMatch(/One video|1 段视频/);
      expect(words("left-out", {})).toContain("?");
    }
  });

  it("are the server's own for a notice in English only", async () => {
    const notice = { type: "notice" as const, code: "length" as const, message: "Cut at 32,768 tokens." };
    expect(noticeWords((await translator("en")).t, "en", notice)).toBe(notice.message);
    expect(noticeWords((await translator("zh")).t, "zh", notice)).toContain("上限");
  });
});
