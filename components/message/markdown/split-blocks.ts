import { type Links, lexBlocks, type MarkdownToken } from "./lexer";
import { hasOpenMath } from "./math";

/**
 * How far a growing text has been split into blocks. Blocks in `closed` never change again, so that they are lexed
 * and drawn once; from `offset` on the text is still open.
 */
export type Split = {
  text: string;
  closed: readonly MarkdownToken[];
  /** The link targets that the closed blocks define. */
  links: Links;
  offset: number;
  /** Lines before here have been looked at. */
  seen: number;
  /** The marker of the code fence that the open text starts with, while it is not closed. */
  fence?: string;
};

export const emptySplit: Split = { text: "", closed: [], links: {}, offset: 0, seen: 0 };

/**
 * Splits on from an earlier state of the same text. Only whole lines can close a block, and only from the first open
 * block on is anything lexed again. A text that does not go on from the earlier one is split anew.
 */
export function splitBlocks(previous: Split, source: string): Split {
  const text = source.includes("\r") ? source.replace(/\r\n?/g, "\n") : source;
  if (text === previous.text) return previous;
  // Engines compare whole strings much faster than `startsWith` does.
  const goesOn = text.slice(0, previous.text.length) === previous.text;
  const split = goesOn ? { ...previous, text } : { ...emptySplit, text };
  const end = text.lastIndexOf("\n") + 1;
  if (end <= split.seen) return split;
  if (split.fence && !closesFence(text.slice(split.seen, end), split.fence)) return { ...split, seen: end };
  return closeBlocks(split, end);
}

function closeBlocks({ text, closed, links, offset }: Split, end: number): Split {
  const { tokens } = lexBlocks(text.slice(offset, end));
  let count = 0;
  let length = 0;
  let at = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.type !== "space") {
      const next = tokens.slice(index + 1).find((one) => one.type !== "space");
      const isFinal = next ? !mayChange(token, next, text.slice(offset + at, end)) : isWholeFence(token);
      if (!isFinal) break;
    }
    at += token.raw.length;
    // An empty line belongs to what stands before it.
    const follower = tokens[index + 1];
    if (follower?.type !== "space") {
      count = index + 1;
      length = at;
    }
  }
  const blocks = tokens.slice(0, count).filter((token) => token.type !== "space");
  const tail = tokens[count];
  const fence = tail?.type === "code" ? fenceOf(text.slice(offset + length)) : undefined;
  return {
    text,
    closed: blocks.length > 0 ? [...closed, ...blocks] : closed,
    links: withLinks(links, text.slice(offset, offset + length)),
    offset: offset + length,
    seen: end,
    ...(fence &&
      tokens.length === count + 1 &&
      !closesFence(withinFence(text.slice(offset + length, end)), fence) && { fence }),
  };
}

/** Adds the targets that closed text defines, wherever they stand in it; the first of a label holds. */
function withLinks(links: Links, closed: string): Links {
  return closed.includes("]:") ? { ...lexBlocks(closed).links, ...links } : links;
}

/**
 * Whether a block can still become another one although the next has begun.
 * @param rest the text from the block on
 */
function mayChange(token: MarkdownToken, next: MarkdownToken, rest: string): boolean {
  // Marked joins these with their neighbours.
  if (token.type === "text" || next.type === "text") return true;
  // The title of a link's definition may stand on the next lines.
  if (token.type === "def") return /^\s*["'(]/.test(next.raw);
  if (token.type === "paragraph" && mayDefine(token.raw, rest)) return true;
  return (token.type === "paragraph" || token.type === "table") && hasOpenMath(rest);
}

/** Whether a line of a paragraph begins what may still become a link's definition: its label may span lines. */
function mayDefine(paragraph: string, rest: string): boolean {
  return [...paragraph.matchAll(/^ {0,3}\[/gm)].some(({ index }) =>
    /^ {0,3}\[(?:\\[\s\S]|[^[\]\\])*(?:$|\]:)/.test(rest.slice(index)),
  );
}

function isWholeFence(token: MarkdownToken): boolean {
  if (token.type !== "code") return false;
  const fence = fenceOf(token.raw);
  return fence !== undefined && closesFence(withinFence(token.raw), fence);
}

function fenceOf(text: string): string | undefined {
  return /^(?:`{3,}(?=[^`\n]*\n)|~{3,}(?=[^\n]*\n))/.exec(text)?.[0];
}

/** Whether one of these lines closes the fence. */
function closesFence(lines: string, fence: string): boolean {
  return new RegExp(`(?:^|\\n) {0,3}${fence}[~\`]* *(?=\\n|$)`).test(lines);
}

/** What stands below the line that opens a fence. */
function withinFence(text: string): string {
  return text.slice(text.indexOf("\n") + 1);
}
