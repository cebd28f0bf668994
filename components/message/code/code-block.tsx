"use client";

import { type CSSProperties, memo, startTransition, useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { CopyButton } from "../copy-button";
import { Scroller } from "../scroller";
import { highlight, knownHighlight } from "./highlight";
import { grammarOf, nameOf } from "./language-of";
import type { Highlighted, RunStyle } from "./runs";

type CodeBlockProps = {
  code: string;
  /** What stands behind the fence: "ts title=a.ts". */
  info: string;
  /** More of it is coming: it stays plain until it is complete. */
  open: boolean;
};

/** A program with its language, a button to copy it, and its colours once it is complete. */
export const CodeBlock = memo(function CodeBlock({ code, info, open }: CodeBlockProps) {
  const t = useTranslations("message");
  const name = nameOf(info);
  const highlighted = useHighlighted(code, name, open);
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-surface">
      <div className="flex h-9 items-center justify-between border-line border-b pr-1 pl-3 pointer-coarse:h-11">
        <span className="font-mono text-muted text-xs">{name || t("plainText")}</span>
        <CopyButton text={code} label={t("copyCode")} />
      </div>
      <Scroller label={name || t("plainText")} className="p-3 font-mono text-[13px] leading-5">
        <pre className="w-max min-w-full">
          <code>{highlighted ? <Runs code={code} highlighted={highlighted} /> : code}</code>
        </pre>
      </Scroller>
    </div>
  );
});

function useHighlighted(code: string, name: string, open: boolean): Highlighted | undefined {
  const grammar = open ? undefined : grammarOf(name);
  const known = grammar && knownHighlight(code, grammar);
  const [found, setFound] = useState<{ code: string; highlighted: Highlighted }>();
  useEffect(() => {
    if (!grammar || known) return;
    let isGone = false;
    void highlight(code, grammar).then((highlighted) => {
      if (highlighted && !isGone) startTransition(() => setFound({ code, highlighted }));
    });
    return () => {
      isGone = true;
    };
  }, [code, grammar, known]);
  return known ?? (found?.code === code ? found.highlighted : undefined);
}

const Runs = memo(function Runs({ code, highlighted }: { code: string; highlighted: Highlighted }) {
  const { palette, lengths, styles } = highlighted;
  const css = palette.map(cssOf);
  let at = 0;
  return lengths.map((length, index) => {
    const start = at;
    at += length;
    const style = css[styles[index] ?? 0];
    const text = code.slice(start, at);
    if (!style) return text;
    return (
      <span key={start} style={style} className="text-(--light) dark:text-(--dark)">
        {text}
      </span>
    );
  });
});

function cssOf({ light, dark, italic, bold }: RunStyle): CSSProperties | undefined {
  if (!light && !dark && !italic && !bold) return undefined;
  return {
    ...(light && { "--light": light }),
    ...(dark && { "--dark": dark }),
    ...(italic && { fontStyle: "italic" }),
    ...(bold && { fontWeight: 600 }),
  };
}
