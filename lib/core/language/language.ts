/** The languages of the page, as named in its dictionaries, its cookie and `Intl`. */
export const languages = ["en", "zh"] as const;
export type Language = (typeof languages)[number];

/** The cookie that remembers a choice of language. */
export const languageCookie = "perigee-language";

/** What `<html lang>` says, more exact than the dictionary's name. */
export const htmlLanguage: Record<Language, string> = { en: "en", zh: "zh-CN" };

/**
 * The language to show: the one that was chosen, else the first that the browser asks for and there is, else English.
 * @param acceptLanguage the header, such as "zh-CN,zh;q=0.9,en;q=0.8"
 */
export function chooseLanguage(chosen: string | undefined, acceptLanguage: string | null): Language {
  const known = languages.find((language) => language === chosen);
  if (known) return known;
  const wishes = (acceptLanguage ?? "")
    .slice(0, 500)
    .split(",")
    .map((wish, index) => {
      const [tag = "", ...rest] = wish.trim().toLowerCase().split(";");
      const weight = rest.map((one) => /^\s*q=([\d.]+)/.exec(one)?.[1]).find(Boolean);
      return { primary: tag.split("-")[0], weight: weight === undefined ? 1 : Number(weight), index };
    })
    .filter((wish) => wish.weight > 0)
    .sort((a, b) => b.weight - a.weight || a.index - b.index);
  for (const wish of wishes) {
    const match = languages.find((language) => language === wish.primary);
    if (match) return match;
  }
  return "en";
}
