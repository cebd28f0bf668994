import "server-only";

const otherCharsPerToken = 4;
const cjkCharsPerToken = 1.5;

/**
 * The share of a text in a token count, before rounding; shares of pieces add up to the share of the whole.
 * CJK ideographs, kana and hangul count 1/1.5 each, every other UTF-16 unit 1/4.
 */
export function tokenShare(text: string): number {
  let cjk = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (
      unit >= 0x2e80 &&
      ((unit <= 0x9fff && unit !== 0x3000) || (unit >= 0xac00 && unit <= 0xd7a3) || isForm(unit))
    )
      cjk++;
  }
  return cjk / cjkCharsPerToken + (text.length - cjk) / otherCharsPerToken;
}

/** CJK compatibility ideographs and full-width forms. */
function isForm(unit: number): boolean {
  return (unit >= 0xf900 && unit <= 0xfaff) || (unit >= 0xff01 && unit <= 0xff60);
}

/**
 * About how many tokens a text makes: CJK characters / 1.5 plus all others / 4, rounded up. A rule of thumb for
 * where an endpoint tells no usage; off by up to a third either way, more for code.
 */
export function estimateTokens(text: string): number {
  return Math.ceil(tokenShare(text));
}
