import type { NoticePart } from "../message/part";

type Values = Record<string, string | number>;

const unknown: Values = { asked: "?", got: "?", count: "?", repair: "other", kind: "other", while: "other" };

/**
 * A notice's sentence in the page's language. English takes the server's, which knows more; other languages make
 * theirs from the code and data.
 * @param t what `useTranslations("errors")` gives
 */
export function noticeWords(
  t: (key: `notice.${NoticePart["code"]}`, values: Values) => string,
  language: string,
  { code, message, data = {} }: NoticePart,
): string {
  if (language === "en" && message !== "") return message;
  const values = Object.entries(data).map(([name, value]) => [
    name,
    name === "repair" ? keyOf(String(value)) : String(value),
  ]);
  return t(`notice.${code}`, { ...unknown, ...Object.fromEntries(values) });
}

/** "output-limit" as "outputLimit": the keys of a message's `select` take no hyphens. */
function keyOf(value: string): string {
  return value.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
