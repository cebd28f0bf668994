"use client";

import { memo, useState } from "react";
import { Block } from "./block";
import { groupBlocks, noGroups } from "./group-blocks";
import type { Links, MarkdownToken } from "./lexer";
import { openBlocks } from "./open-blocks";
import { emptySplit, splitBlocks } from "./split-blocks";

type MarkdownProps = {
  text: string;
  /** More is to come. */
  streaming: boolean;
};

const column = "flex flex-col gap-4";

/** A text in markdown that may still grow: what is complete is drawn once, only its open end again. */
export function Markdown({ text, streaming }: MarkdownProps) {
  // What was split goes on being used from one rendering to the next; it depends on nothing but the text.
  const [memory] = useState(() => ({ split: emptySplit, links: emptySplit.links, groups: noGroups }));
  memory.split = splitBlocks(memory.split, text);
  const { closed, links } = memory.split;
  const open = openBlocks(memory.split, streaming);
  memory.links = sameOr(memory.links, { ...open.links, ...links });
  memory.groups = groupBlocks(memory.groups, closed, open.tokens);
  const { full, rest } = memory.groups;
  return (
    <div className={`${column} text-[15px] leading-[1.65] wrap-break-word`}>
      {[...full, ...rest].map((tokens, index, all) => (
        <Group
          // biome-ignore lint/suspicious/noArrayIndexKey: blocks only ever follow at the end.
          key={index}
          tokens={tokens}
          links={memory.links}
          open={streaming && open.tokens.length > 0 && index === all.length - 1}
        />
      ))}
    </div>
  );
}

type GroupProps = {
  tokens: readonly MarkdownToken[];
  links: Links;
  /** More of the last one is coming. */
  open: boolean;
};

const Group = memo(function Group({ tokens, links, open }: GroupProps) {
  return (
    <div className={column}>
      {tokens.map((token, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: see above.
        <Block key={index} token={token} links={links} open={open && index === tokens.length - 1} />
      ))}
    </div>
  );
});

/** The old object while nothing in it has changed, so that what is drawn with it is not drawn again. */
function sameOr(old: Links, links: Links): Links {
  const labels = Object.keys(links);
  const isSame =
    labels.length === Object.keys(old).length &&
    labels.every((label) => old[label]?.href === links[label]?.href);
  return isSame ? old : links;
}
