import type { TokenizerExtension } from "marked";

// Without these, markdown would eat the backslashes, underscores and leading signs of formulas.

const block =
  /^ {0,3}(?:\$\$(?:(?!\n[ \t]*\n|\$\$)[\s\S])+\$\$|\\\[(?:(?!\n[ \t]*\n|\\\])[\s\S])+\\\])[ \t]*(?:\n+|$)/;
const inline =
  /^(?:\$\$(?:(?!\n[ \t]*\n|\$\$)[\s\S])+\$\$|\\\[(?:(?!\n[ \t]*\n|\\\])[\s\S])+\\\]|\\\((?:(?!\n[ \t]*\n|\\\))[\s\S])+\\\)|\$(?![\s$])(?:\\[^\n]|[^$\\\n])*(?<![\s\\])\$(?!\d))/;
const opener = /^ {0,3}(?:\$\$|\\\[)/;
const blankLine = /\n[ \t]*\n/;

/** A formula on lines of its own: `$$…$$` or `\[…\]`, without an empty line in it. */
export const blockMath: TokenizerExtension = {
  name: "blockMath",
  level: "block",
  start(src) {
    const end = src.search(blankLine);
    return lineStarts(end < 0 ? src : src.slice(0, end)).find((at) => at > 0 && block.test(src.slice(at)));
  },
  tokenizer(src) {
    const raw = block.exec(src)?.[0];
    return raw === undefined ? undefined : { type: "blockMath", raw, text: raw.trim() };
  },
};

/** A formula within text. A dollar before a space or after one is money. */
export const inlineMath: TokenizerExtension = {
  name: "inlineMath",
  level: "inline",
  start(src) {
    const at = src.search(/\$|\\[([]/);
    return at < 0 ? undefined : at;
  },
  tokenizer(src) {
    const raw = inline.exec(src)?.[0];
    return raw === undefined ? undefined : { type: "inlineMath", raw, text: raw };
  },
};

/** Whether the text up to its first empty line, which has not come yet, holds a formula that is not closed. */
export function hasOpenMath(text: string): boolean {
  if (blankLine.test(text)) return false;
  return lineStarts(text).some((at) => {
    const rest = text.slice(at);
    return opener.test(rest) && !block.test(rest);
  });
}

function lineStarts(text: string): number[] {
  if (!text.includes("$$") && !text.includes("\\[")) return [];
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}
