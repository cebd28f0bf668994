import remend from "remend";
import { type Links, lexBlocks, type MarkdownToken } from "./lexer";
import { repairTable } from "./repair-table";
import type { Split } from "./split-blocks";

/**
 * The blocks of the text that is still open.
 * @param streaming more is to come: what is half-finished at the end is shown as what it is about to be
 */
export function openBlocks(
  { text, offset, fence }: Split,
  streaming: boolean,
): { tokens: readonly MarkdownToken[]; links: Links } {
  const tail = text.slice(offset);
  if (streaming && fence) return { tokens: [openFence(tail, fence)], links: {} };
  const { tokens, links } = lexBlocks(streaming ? repaired(tail) : tail);
  return { tokens: tokens.filter((token) => token.type !== "space"), links };
}

/** A long program is not lexed again for each line of it. */
function openFence(tail: string, fence: string): MarkdownToken {
  const start = tail.indexOf("\n") + 1;
  // The last line may be the first half of the closing fence.
  const text = tail.slice(start).replace(/(?:^|\n) {0,3}[`~]+$/, "");
  return {
    type: "code",
    raw: tail,
    lang: tail.slice(fence.length, start).trim(),
    text: text.replace(/\n$/, ""),
  };
}

/** A last line that is no more than the marker of a block, or half of one; what it becomes is not known yet. */
const onlyMarker =
  /(^|\n)[ \t>]*(?:`{1,2}|~{1,2}|#{1,6}|-{1,2}|\*{1,2}|_{1,2}|(?:[-*+]|\d{1,9}[.)])[ \t]+\[[ xX]?\]?|[+]|\d{1,9}[.)]?)[ \t]*$/;

function repaired(tail: string): string {
  return remend(repairTable(tail.replace(onlyMarker, "$1")), {
    linkMode: "text-only",
    htmlTags: false,
    comparisonOperators: false,
    singleTilde: false,
    katex: false,
    setextHeadings: false,
  });
}
