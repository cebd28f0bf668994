import "server-only";

/** One or two CJK characters; up to 7 letters or 3 digits with the space before; blanks; up to 3 signs. */
const token =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]{1,2}| ?[[\p{L}\p{M}]--[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]]{1,7}| ?\p{N}{1,3}|\n{1,8}|[^\S\n]{1,8}|[^\s\p{L}\p{M}\p{N}]{1,3}/gv;

/** Cuts text into pieces about as a model's tokeniser would; put together they are the text again. */
export function tokenize(text: string): string[] {
  return text.match(token) ?? [];
}

/** How many tokens a text is taken to have. */
export function countTokens(text: string): number {
  let count = 0;
  for (const _ of text.matchAll(token)) count += 1;
  return count;
}
