"use client";

import { useState } from "react";
import { Block } from "./block";
import type { Links } from "./lexer";
import { openBlocks } from "./open-blocks";
import { emptySplit, splitBlocks } from "./split-blocks";

type MarkdownProps = {
  text: string;
  /** More is to come. */
  streaming: boolean;
};

/** A text in markdown that may still grow: what is complete is drawn once, only its open end again. */
export function Markdown({ text, streaming }: MarkdownProps) {
  // What was split goes on being used from one rendering to the next; it depends on nothing but the text.
  const [memory] = useState(() => ({ split: emptySplit, links: emptySplit.links }));
  memory.split = splitBlocks(memory.split, text);
  const { closed, links } = memory.split;
  const open = openBlocks(memory.split, streaming);
  memory.links = sameOr(memory.links, { ...open.links, ...links });
  return (
    <div className="flex flex-col gap-4 text-[15px] leading-[1.65] wrap-break-word">
      {[...closed, ...open.tokens].map((token, index, all) => (
        <Block
          // biome-ignore lint/suspicious/noArrayIndexKey: blocks only ever follow at the end.
          key={index}
          token={token}
          links={memory.links}
          open={streaming && index >= closed.length && index === all.length - 1}
        />
      ))}
    </div>
  );
}

/** The old object while nothing in it has changed, so that what is drawn with it is not drawn again. */
function sameOr(old: Links, links: Links): Links {
  const labels = Object.keys(links);
  const isSame =
    labels.length === Object.keys(old).length &&
    labels.every((label) => old[label]?.href === links[label]?.href);
  return isSame ? old : links;
}
