import { describe, expect, it } from "vitest";
import { groupBlocks, noGroups } from "./group-blocks";
import { lexBlocks } from "./lexer";

const blocks = (text: string) => lexBlocks(text).tokens.filter((token) => token.type !== "space");
const paragraphs = blocks(Array.from({ length: 100 }, (_, index) => `Text ${index}.`).join("\n\n"));

describe("groups of blocks", () => {
  it("hold all blocks in their order, and each block stays in its group", () => {
    let groups = noGroups;
    for (let count = 0; count <= paragraphs.length; count++) {
      const open = blocks("Open.\n\nStill open.");
      const next = groupBlocks(groups, paragraphs.slice(0, count), open);
      expect([...next.full, ...next.rest].flat()).toEqual([...paragraphs.slice(0, count), ...open]);
      for (const [index, group] of groups.full.entries()) expect(next.full[index]).toBe(group);
      groups = next;
    }
    expect(groups.full.length).toBeGreaterThan(2);
  });

  it("are made anew for another text", () => {
    const groups = groupBlocks(noGroups, paragraphs, []);
    const others = blocks(Array.from({ length: 60 }, () => "Other.").join("\n\n"));
    expect([...groupBlocks(groups, others, []).full, ...groupBlocks(groups, others, []).rest].flat()).toEqual(
      others,
    );
  });
});
