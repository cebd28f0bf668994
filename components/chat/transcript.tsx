"use client";

import { ArrowDown } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import type { RegenerateChoices } from "@/components/message/regenerate-menu";
import { Button } from "@/components/ui/button";
import { preloadMenu } from "@/components/ui/menu";
import type { LiveTurn } from "@/lib/browser/turn/use-live-turn";
import type { BranchStep } from "@/lib/core/message/branch";
import { type TranscriptActions, TranscriptStep } from "./transcript-step";
import { useFollow } from "./use-follow";
import { useLasting } from "./use-lasting";

export type TranscriptProps = {
  /** With another scope, another conversation or a new question, it starts at its end. */
  scope: string;
  steps: readonly BranchStep[];
  /** React's key for a message; one that was shown before the server knew it keeps its own. */
  keyOf: (messageId: string) => string;
  live: LiveTurn | undefined;
  /** A message is on its way, or an answer is being written. */
  busy: boolean;
  regenerateChoices: RegenerateChoices;
  actions: TranscriptActions;
};

/** The shown branch of a conversation, which follows an answer while its reader is at the end. */
export function Transcript({ scope, steps, keyOf, live, ...shared }: TranscriptProps) {
  const t = useTranslations("chat");
  const region = useRef<HTMLElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const { atEnd, toEnd, stay } = useFollow(region, content, scope);
  const reconnecting = useLasting(live?.connection === "reconnecting");
  // Each answer has a menu, which should not keep its first reader waiting.
  useEffect(preloadMenu, []);
  return (
    <div className="relative min-h-0 flex-1">
      <section
        ref={region}
        aria-label={t("transcript")}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by the keyboard.
        tabIndex={0}
        className="h-full overflow-y-auto overscroll-contain -outline-offset-2"
      >
        <div ref={content} className="mx-auto flex w-full max-w-[46rem] flex-col gap-6 px-4 pt-6 pb-10">
          {steps.map((step) => {
            const isLive = live?.assistantMessageId === step.message.id;
            return (
              <TranscriptStep
                key={keyOf(step.message.id)}
                step={step}
                live={isLive ? live.state : undefined}
                reconnecting={isLive && reconnecting}
                {...shared}
                onBranch={stay}
              />
            );
          })}
        </div>
      </section>
      {!atEnd && (
        <Button
          size="sm"
          onClick={toEnd}
          className="absolute bottom-2 left-1/2 -translate-x-1/2 rounded-full border-line-strong"
        >
          <ArrowDown aria-hidden />
          {t("jumpToLatest")}
        </Button>
      )}
    </div>
  );
}
