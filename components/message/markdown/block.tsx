import { SquareCheckIcon, SquareIcon } from "lucide-react";
import type { Tokens } from "marked";
import { createElement, memo, type ReactNode } from "react";
import { useTranslations } from "use-intl";
import { classNames } from "@/components/ui/class-names";
import { CodeBlock } from "../code/code-block";
import { Scroller } from "../scroller";
import { Inline } from "./inline";
import { known, type Links, type MarkdownToken } from "./lexer";

type BlockProps = {
  token: MarkdownToken;
  links: Links;
  /** More of it is coming. */
  open: boolean;
};

/**
 * One block of an answer, drawn as elements straight from its tokens: there is no HTML string on the way, so
 * nothing a model writes can become markup, and nothing has to be parsed twice or cleaned.
 */
export const Block = memo(function Block({ token, links, open }: BlockProps): ReactNode {
  switch (token.type) {
    case "paragraph":
      return (
        <p>
          <Inline text={token.text} links={links} />
        </p>
      );
    case "text":
      return <Inline text={token.text} links={links} />;
    case "heading":
      return <Heading token={token} links={links} />;
    case "code":
      return <CodeBlock code={token.text} info={token.lang ?? ""} open={open} />;
    case "list":
      return <List token={token} links={links} open={open} />;
    case "blockquote":
      return (
        <blockquote className="flex flex-col gap-3 border-line-strong border-l-2 pl-4 text-muted">
          <Blocks tokens={known(token.tokens)} links={links} open={open} />
        </blockquote>
      );
    case "table":
      return <Table token={token} links={links} />;
    case "hr":
      return <hr className="border-line" />;
    case "html":
      return <p className="whitespace-pre-wrap wrap-anywhere">{token.raw.trimEnd()}</p>;
    case "blockMath":
      return <p className="overflow-x-auto whitespace-pre-wrap font-mono text-[0.9em]">{token.text}</p>;
    default:
      return null;
  }
});

/** Blocks one after the other; of an open text the last one is open. */
function Blocks({ tokens, links, open }: { tokens: readonly MarkdownToken[]; links: Links; open: boolean }) {
  return tokens.map((token, index) => (
    // A block's place is all that tells it from others.
    // biome-ignore lint/suspicious/noArrayIndexKey: see above.
    <Block key={index} token={token} links={links} open={open && index === tokens.length - 1} />
  ));
}

const headingLook = ["text-xl", "text-lg", "text-base", "text-[15px]", "text-sm", "text-sm text-muted"];

/** The page has headings of its own above those of an answer. */
function Heading({ token, links }: { token: Tokens.Heading; links: Links }) {
  const className = classNames("mt-2 font-semibold leading-snug first:mt-0", headingLook[token.depth - 1]);
  const inside = <Inline text={token.text} links={links} />;
  return createElement(`h${Math.min(token.depth + 2, 6)}`, { className }, inside);
}

function List({ token, links, open }: { token: Tokens.List; links: Links; open: boolean }) {
  const items = token.items.map((item, index) => (
    <Item
      // biome-ignore lint/suspicious/noArrayIndexKey: an item's place is all that tells it from others.
      key={index}
      item={item}
      links={links}
      open={open && index === token.items.length - 1}
    />
  ));
  const look = "flex flex-col gap-1 pl-6 marker:text-muted";
  if (!token.ordered) return <ul className={classNames("list-disc", look)}>{items}</ul>;
  const start = token.start === "" ? 1 : token.start;
  // Room for numbers of any length.
  const room = { paddingLeft: `${String(start + token.items.length).length * 0.6 + 1}rem` };
  return (
    <ol start={start} className={classNames("list-decimal", look)} style={room}>
      {items}
    </ol>
  );
}

function Item({ item, links, open }: { item: Tokens.ListItem; links: Links; open: boolean }) {
  const inside = <Blocks tokens={known(item.tokens)} links={links} open={open} />;
  if (!item.task) return <li className="*:my-1.5 *:first:mt-0 *:last:mb-0">{inside}</li>;
  return (
    <li className="-ml-6 flex list-none items-start gap-2">
      <Mark checked={item.checked ?? false} />
      <div className="min-w-0 flex-1">{inside}</div>
    </li>
  );
}

function Mark({ checked }: { checked: boolean }) {
  const t = useTranslations("message");
  const Icon = checked ? SquareCheckIcon : SquareIcon;
  return (
    <Icon
      role="img"
      aria-label={checked ? t("done") : t("notDone")}
      className={classNames("mt-1 size-4 shrink-0", checked ? "text-accent" : "text-faint")}
    />
  );
}

const alignments = { left: "text-left", center: "text-center", right: "text-right" };

function Table({ token, links }: { token: Tokens.Table; links: Links }) {
  const t = useTranslations("message");
  return (
    <Scroller label={t("table")} className="rounded-lg border border-line">
      <table className="w-full border-collapse text-sm leading-6">
        <thead className="bg-sunken">
          <Row cells={token.header} links={links} />
        </thead>
        <tbody className="*:last:*:border-b-0">
          {token.rows.map((cells, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row's place is all that tells it from others.
            <Row key={index} cells={cells} links={links} />
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}

function Row({ cells, links }: { cells: Tokens.TableCell[]; links: Links }) {
  return (
    <tr>
      {cells.map(({ header, align, text }, index) => {
        const Cell = header ? "th" : "td";
        return (
          <Cell
            // biome-ignore lint/suspicious/noArrayIndexKey: a column's place is all that tells it from others.
            key={index}
            {...(header && { scope: "col" })}
            className={classNames(
              "min-w-20 border-line border-b px-3 py-2 align-top",
              alignments[align ?? "left"],
              header && "font-semibold",
            )}
          >
            <Inline text={text} links={links} />
          </Cell>
        );
      })}
    </tr>
  );
}
