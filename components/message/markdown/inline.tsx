import { ImageIcon } from "lucide-react";
import { Fragment, memo, type ReactNode } from "react";
import { useTranslations } from "use-intl";
import { decodeReferences } from "./decode-references";
import { known, type Links, lexInline, type MarkdownToken } from "./lexer";
import { hostOf, safeLink } from "./safe-link";

const noLinks: Links = {};

/** A line of markdown; lexed and drawn again only when its text changes. */
export function Inline({ text, links }: { text: string; links: Links }) {
  return <InlineText text={text} links={text.includes("[") ? links : noLinks} />;
}

const InlineText = memo(function InlineText({ text, links }: { text: string; links: Links }) {
  return drawAll(lexInline(text, links));
});

function drawAll(tokens: readonly MarkdownToken[]): ReactNode {
  // A token's place is all that tells it from others.
  // biome-ignore lint/suspicious/noArrayIndexKey: see above.
  return tokens.map((token, index) => <Fragment key={index}>{draw(token)}</Fragment>);
}

function draw(token: MarkdownToken): ReactNode {
  switch (token.type) {
    case "strong":
      return <strong className="font-semibold">{drawAll(known(token.tokens))}</strong>;
    case "em":
      return <em>{drawAll(known(token.tokens))}</em>;
    case "del":
      return <del>{drawAll(known(token.tokens))}</del>;
    case "codespan":
      return (
        <code className="rounded bg-sunken px-1 py-0.5 font-mono text-[0.875em] wrap-anywhere">
          {token.text}
        </code>
      );
    case "br":
      return <br />;
    case "link":
      return <Link href={token.href}>{drawAll(known(token.tokens))}</Link>;
    case "image":
      return <ImageLink href={token.href} alt={decodeReferences(token.text)} />;
    case "inlineMath":
      return <span className="font-mono text-[0.9em]">{token.text}</span>;
    case "html":
      // Models break lines in table cells so; all other HTML is shown as it was written.
      return /^<br\s*\/?>$/i.test(token.raw) ? <br /> : token.raw;
    case "text":
      return token.tokens ? drawAll(known(token.tokens)) : decodeReferences(token.text);
    case "escape":
      return token.text;
    case "checkbox":
      return null;
    default:
      return token.raw;
  }
}

function Link({ href, children }: { href: string; children: ReactNode }) {
  const safe = safeLink(href);
  if (!safe) return <span title={href.slice(0, 200)}>{children}</span>;
  return (
    <a
      href={safe}
      target="_blank"
      rel="noopener noreferrer nofollow"
      className="text-accent underline decoration-line-strong underline-offset-3 wrap-anywhere hover:decoration-accent"
    >
      {children}
    </a>
  );
}

/** A picture elsewhere is never loaded: its host would learn of the conversation. */
function ImageLink({ href, alt }: { href: string; alt: string }) {
  const t = useTranslations("message");
  const safe = safeLink(href);
  const words = alt || t("image");
  return (
    <span className="inline-flex items-baseline gap-1">
      <ImageIcon aria-hidden className="size-4 shrink-0 self-center text-muted" />
      <Link href={href}>{safe ? t("imageLink", { alt: words, host: hostOf(safe) }) : words}</Link>
    </span>
  );
}
