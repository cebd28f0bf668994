"use client";

import { ChevronRight } from "lucide-react";
import { memo, useId, useLayoutEffect, useRef, useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { classNames } from "@/components/ui/class-names";
import type { ReasoningPart as Reasoning } from "@/lib/core/message/part";
import { Scroller } from "../scroller";
import { useNow } from "../use-now";
import { textChunks } from "./text-chunks";
import { secondsFormat, secondsOf } from "./usage";

type ReasoningPartProps = {
  part: Reasoning;
  /** The turn still runs. */
  running: boolean;
  /** There is an answer to read. */
  answered: boolean;
};

/** The reasoning in a pane: open while it streams, folded when the answer starts, unless the reader touched it. */
export const ReasoningPart = memo(function ReasoningPart({ part, running, answered }: ReasoningPartProps) {
  const t = useTranslations("message");
  const [choice, setChoice] = useState<boolean>();
  const id = useId();
  const thinking = running && part.endedAt === undefined;
  const isOpen = choice ?? !answered;
  return (
    <div>
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setChoice(!isOpen)}
        className="-ml-1.5 inline-flex h-8 items-center gap-1.5 rounded-md px-1.5 text-muted text-sm transition-colors duration-100 hover:bg-sunken hover:text-ink pointer-coarse:h-10"
      >
        <ChevronRight
          aria-hidden
          className={classNames("size-4 transition-transform duration-100", isOpen && "rotate-90")}
        />
        {thinking ? t("thinking") : <Duration part={part} />}
        {thinking && <Elapsed since={part.startedAt} />}
      </button>
      {isOpen && (
        <div id={id} className="mt-1 border-line border-l-2 pl-4">
          {/* Whoever reads in it keeps it open. */}
          <Pane text={part.text} onTouch={() => setChoice(true)} />
        </div>
      )}
    </div>
  );
});

function Duration({ part }: { part: Reasoning }) {
  const t = useTranslations("message");
  const format = useFormatter();
  const seconds = secondsOf(part);
  if (seconds === undefined) return t("thoughtBriefly");
  return t("thought", { seconds: format.number(seconds, secondsFormat(seconds)) });
}

/** Ticks for the eye only: the button's name stays. */
function Elapsed({ since }: { since: number }) {
  const t = useTranslations("message");
  const seconds = Math.floor((useNow(1_000, true) - since) / 1000);
  if (seconds < 1) return null;
  return (
    <span aria-hidden aria-live="off" className="text-faint tabular-nums">
      {t("usageSeconds", { seconds })}
    </span>
  );
}

/** Follows the text only while it is at its end. */
function Pane({ text, onTouch }: { text: string; onTouch: () => void }) {
  const t = useTranslations("message");
  const region = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the text that moves the end.
  useLayoutEffect(() => {
    if (region.current && atEnd.current) region.current.scrollTop = region.current.scrollHeight;
  }, [text]);
  const onScroll = () => {
    const { scrollHeight = 0, scrollTop = 0, clientHeight = 0 } = region.current ?? {};
    atEnd.current = scrollHeight - scrollTop - clientHeight < 16;
  };
  return (
    <Scroller
      label={t("reasoning")}
      ref={region}
      onScroll={onScroll}
      onPointerDown={onTouch}
      onWheel={onTouch}
      onKeyDown={onTouch}
      className="max-h-[40vh] text-muted text-sm leading-6"
    >
      {textChunks(text).map((chunk, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: chunks only ever follow at the end.
        <Chunk key={index} text={chunk} />
      ))}
    </Scroller>
  );
}

const Chunk = memo(function Chunk({ text }: { text: string }) {
  return <p className="whitespace-pre-wrap wrap-anywhere">{text}</p>;
});
