import type { NoticePart } from "../message/part";

type Values = Record<string, string | number>;

const unknown: Values = { asked: "?", got: "?", count: "?" };

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
  const values = Object.entries(data).map(([name, value]) => [name, String(value)]);
  return t(`notice.${code}`, { ...unknown, ...Object.fromEntries(values) });
}
