import { Marked, type MarkedToken, type Token, type Tokens } from "marked";
import { blockMath, inlineMath } from "./math";

export type MathToken = { type: "blockMath" | "inlineMath"; raw: string; text: string };
export type MarkdownToken = MarkedToken | MathToken;
/** The targets of reference links by their label. */
export type Links = Record<string, Pick<Tokens.Link, "href" | "title">>;

const marked = new Marked({
  gfm: true,
  extensions: [blockMath, inlineMath],
  tokenizer: {
    // One tilde is "about" far more often than a deletion: "20~25".
    del: (src) => (src.startsWith("~~") ? false : undefined),
    // Models mean a line when they put dashes under a text; as headings they would also change what is drawn.
    lheading: () => undefined,
  },
});

/** All tokens are marked's own or one of the two extensions'. */
export function known(tokens: readonly Token[]): readonly MarkdownToken[] {
  return tokens as readonly MarkdownToken[];
}

/** The blocks of a text and the link targets it defines. What stands inside them is left unread: see `lexInline`. */
export function lexBlocks(text: string): { tokens: readonly MarkdownToken[]; links: Links } {
  const lexer = new marked.Lexer(marked.defaults);
  const tokens = lexer.blockTokens(text, []);
  return { tokens: known(tokens), links: lexer.tokens.links };
}

/** The tokens within a line of text. */
export function lexInline(text: string, links: Links): readonly MarkdownToken[] {
  const lexer = new marked.Lexer(marked.defaults);
  lexer.tokens.links = links;
  return known(lexer.inlineTokens(text));
}
