import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lexBlocks } from "./lexer";
import { openBlocks } from "./open-blocks";
import { emptySplit, type Split, splitBlocks } from "./split-blocks";

/** What is drawn in the end, however the text came. */
function drawn(split: Split) {
  const open = openBlocks(split, false);
  return {
    blocks: [...split.closed, ...open.tokens].map(({ type, raw }) => ({ type, raw: raw.trimEnd() })),
    links: { ...open.links, ...split.links },
  };
}

function whole(text: string) {
  const { tokens, links } = lexBlocks(text.replace(/\r\n?/g, "\n"));
  return {
    blocks: tokens
      .filter((token) => token.type !== "space")
      .map(({ type, raw }) => ({ type, raw: raw.trimEnd() })),
    links: { ...links },
  };
}

const lines = fc.constantFrom(
  "",
  "",
  "",
  "  ",
  "text",
  "more *text* and `code`",
  "- item",
  "* item",
  "+ item",
  "1. one",
  "2) two",
  "  continued",
  "    indented",
  "\tindented",
  "```",
  "```js",
  "````",
  "~~~",
  "~~~~",
  "> quote",
  ">",
  "> - item",
  "> ```",
  "# heading",
  "#",
  "####### no",
  "---",
  "***",
  "===",
  "--",
  "| a | b |",
  "|---|---|",
  "| 1 | 2 |",
  "a | b",
  "-|-",
  "<div>",
  "</div>",
  "<pre>",
  "</pre>",
  "<!-- open",
  "close -->",
  "<script>",
  "<b>bold</b>",
  "[a]: /url",
  "[a]: /url 'title'",
  "[a]:",
  "/url",
  '"title"',
  '"open',
  'closed"',
  "[open",
  "bar]: /url",
  "[a][b] [c]",
  "$$",
  "$$x$$",
  "\\[",
  "\\]",
  "\\[x\\]",
  "x = 1",
  "+ y",
  "\\(a_1\\)",
  "- [ ] task",
  "- [x] done",
  "-",
  "1.",
  "  - nested",
  "   1. nested",
  "      deep",
  "> lazy",
  "Setext",
  "`",
  "**open",
  "[^1]: note",
  "[link](http://a.b)",
  "\\",
  "a\rb",
  "***bold***",
  "#tag",
  "<",
  "&amp;",
  "💡 汉字",
);
const documents = fc
  .tuple(fc.array(lines, { maxLength: 14 }), fc.constantFrom("\n", "\n", "\n", "\r\n"))
  .map(([all, end]) => all.join(end));

describe("splitting a growing text into blocks", () => {
  it("gives the same blocks as the whole text, however it comes", () => {
    fc.assert(
      fc.property(documents, fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }), (text, sizes) => {
        let split = emptySplit;
        for (let at = 0, turn = 0; at < text.length; turn++) {
          at += sizes[turn % sizes.length] ?? 1;
          split = splitBlocks(split, text.slice(0, at));
        }
        expect(drawn(split)).toEqual(whole(text));
      }),
      { numRuns: 3_000 },
    );
  });

  it("keeps what is closed as the very same blocks", () => {
    const text = "# Title\n\nOne.\n\n- a\n- b\n\nTwo.\n\n```js\nlet a;\n```\n\nThree";
    let split = emptySplit;
    for (let at = 1; at <= text.length; at++) {
      const next = splitBlocks(split, text.slice(0, at));
      expect(next.closed.slice(0, split.closed.length)).toEqual(split.closed);
      for (const [index, block] of split.closed.entries()) expect(next.closed[index]).toBe(block);
      split = next;
    }
    expect(split.closed.map((block) => block.type)).toEqual([
      "heading",
      "paragraph",
      "list",
      "paragraph",
      "code",
    ]);
  });

  it("starts anew with another text", () => {
    const split = splitBlocks(emptySplit, "One.\n\nTwo.\n\nThree.\n\n");
    expect(drawn(splitBlocks(split, "Four."))).toEqual(whole("Four."));
    expect(splitBlocks(split, split.text)).toBe(split);
  });

  it("lexes a long answer in little more than its length", () => {
    const paragraph = "Some words of an answer, with **bold** and `code`, that go on for a line or so.\n\n";
    const text = paragraph.repeat(400);
    let split = emptySplit;
    let open = 0;
    for (let at = 0; at < text.length; at += 20) {
      split = splitBlocks(split, text.slice(0, at));
      open = Math.max(open, split.text.length - split.offset);
    }
    expect(open).toBeLessThan(3 * paragraph.length);
  });
});

describe("the open end of a text that is still coming", () => {
  const open = (text: string) => openBlocks(splitBlocks(emptySplit, text), true).tokens;

  it("shows an unfinished program without a line of its closing fence", () => {
    for (const end of ["", "\n", "\n`", "\n``", "\n```"]) {
      expect(open(`\`\`\`ts x\nlet a;${end}`)).toMatchObject([
        { type: "code", lang: "ts x", text: "let a;" },
      ]);
    }
    expect(open("```py\n")).toMatchObject([{ type: "code", lang: "py", text: "" }]);
  });

  it.each(["``", "#", "-", "- ", "- [", "- [ ]", "2", "2.", "--", "**"])(
    "shows no %j that may yet become anything",
    (marker) => {
      expect(open(`Text\n\n${marker}`).map((token) => token.type)).toEqual(["paragraph"]);
    },
  );

  it("shows a marker as soon as something follows it", () => {
    expect(open("Text\n\n- a")).toMatchObject([{ type: "paragraph" }, { type: "list" }]);
    expect(open("9.9")).toMatchObject([{ type: "paragraph", text: "9.9" }]);
  });

  it("shows a table from its header on", () => {
    for (const text of [
      "| a | b",
      "| a | b |\n",
      "| a | b |\n|",
      "| a | b |\n|--",
      "| a | b |\n|---|---|\n| 1",
    ]) {
      expect(open(text)).toMatchObject([{ type: "table", header: [{ text: "a" }, { text: "b" }] }]);
    }
  });

  it("closes what is half-open, and shows a link's text before its address is there", () => {
    expect(open("Some **bold")).toMatchObject([{ text: "Some **bold**" }]);
    expect(open("See [the page](https://exam")).toMatchObject([{ text: "See the page" }]);
  });
});
