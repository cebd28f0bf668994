import type { MarkdownToken } from "./lexer";

const groupSize = 24;

/** Blocks in groups, in their order. Groups that are full of closed blocks stay the very same arrays. */
export type Groups = {
  full: readonly (readonly MarkdownToken[])[];
  rest: readonly (readonly MarkdownToken[])[];
};

export const noGroups: Groups = { full: [], rest: [] };

/**
 * Groups blocks so that a browser and React look at a few groups for each piece of text that comes, not at every
 * block of a long answer. A block keeps its group when it closes.
 */
export function groupBlocks(
  previous: Groups,
  closed: readonly MarkdownToken[],
  open: readonly MarkdownToken[],
): Groups {
  const count = Math.floor(closed.length / groupSize);
  const isSame = previous.full.length <= count && previous.full[0]?.[0] === closed[0];
  const kept = isSame ? previous.full : [];
  const full =
    kept.length === count
      ? kept
      : [...kept, ...inGroups(closed.slice(kept.length * groupSize, count * groupSize))];
  return { full, rest: inGroups([...closed.slice(count * groupSize), ...open]) };
}

function inGroups(tokens: readonly MarkdownToken[]): MarkdownToken[][] {
  const groups: MarkdownToken[][] = [];
  for (let at = 0; at < tokens.length; at += groupSize) groups.push(tokens.slice(at, at + groupSize));
  return groups;
}
