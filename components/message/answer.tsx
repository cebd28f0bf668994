"use client";

import { Play, RefreshCw } from "lucide-react";
import { memo } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import type { Message } from "@/lib/core/message/message";
import type { Part, ToolResultPart } from "@/lib/core/message/part";
import type { TurnState } from "@/lib/core/message/stream-event";
import { type Branch, BranchWalker } from "./branch-walker";
import { CopyButton } from "./copy-button";
import { canContinue, endNoteOf, hasAnswer, textOf, thoughtToTheLimit } from "./outcome";
import { PartView } from "./part/part-view";
import { UsageLine } from "./part/usage-line";
import { type Regenerate, type RegenerateChoices, RegenerateMenu } from "./regenerate-menu";
import { Reconnecting, RetryLine, Waiting } from "./waiting";

type AnswerProps = {
  message: Message;
  /** What has come so far of the turn that writes it. */
  live?: TurnState;
  /** The connection is lost, so that nothing comes for now. */
  reconnecting?: boolean;
  branch?: Branch;
  onSelectBranch?: (index: number) => void;
  onRegenerate?: (how: Regenerate) => void;
  onContinue?: () => void;
  regenerateChoices?: RegenerateChoices;
  /** Shows how a key is set; offered where one was refused. */
  onOpenSetup?: () => void;
  /** Something else is being written here, so that nothing can be asked. */
  busy?: boolean;
};

/** Twice what a thinking model is given where nothing is said. */
const higherLimit = 65_536;

/** An answer: its parts as they come, and at its foot what it took and what can be done with it. */
export const Answer = memo(function Answer(props: AnswerProps) {
  const { message, live, reconnecting = false, onRegenerate, onOpenSetup, busy = false } = props;
  const t = useTranslations("message");
  const running = message.turn?.status === "running" && !live?.end;
  const parts = live?.parts ?? message.parts;
  const answered = hasAnswer(parts);
  const onRetry =
    onRegenerate && message.turn && !running && !answered && !busy
      ? () => onRegenerate(sameAs(message.turn))
      : undefined;
  return (
    <article aria-label={t("answer")} className="flex min-w-0 flex-col gap-3">
      {parts.map((part, index) => (
        <PartView
          // biome-ignore lint/suspicious/noArrayIndexKey: a part is known by its place; see StreamEvent.
          key={index}
          part={part}
          running={running}
          last={index === parts.length - 1}
          answered={part.type === "reasoning" && answered}
          result={resultOf(part, parts)}
          {...(part.type === "error" && { onOpenSetup, onRetry })}
        />
      ))}
      {running && reconnecting && <Reconnecting />}
      {running && !reconnecting && live?.retry && <RetryLine retry={live.retry} />}
      {running && !reconnecting && !live?.retry && isWaiting(message, live, parts) && <Waiting />}
      {!running && <Foot {...props} parts={parts} busy={busy} />}
    </article>
  );
});

type FootProps = AnswerProps & { parts: readonly Part[]; busy: boolean };

function Foot({ message, parts, busy, ...props }: FootProps) {
  const t = useTranslations("message");
  const { branch, onSelectBranch, onRegenerate, onContinue, regenerateChoices } = props;
  const { turn } = message;
  const note = endNoteOf(message, parts);
  const continues = onContinue && canContinue(message, parts);
  const onRaise =
    onRegenerate && thoughtToTheLimit(message, parts)
      ? () => onRegenerate({ ...sameAs(turn), maxOutputTokens: higherLimit })
      : undefined;
  const text = textOf(parts);
  return (
    <>
      {(note || continues || onRaise) && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-muted text-sm">
          {note && <span>{t(note)}</span>}
          {continues && (
            <Button size="sm" onClick={onContinue} disabled={busy}>
              <Play aria-hidden />
              {t("continue")}
            </Button>
          )}
          {onRaise && (
            <Button size="sm" onClick={onRaise} disabled={busy}>
              <RefreshCw aria-hidden />
              {t("regenerateHigherLimit")}
            </Button>
          )}
        </div>
      )}
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="-ml-1.5 inline-flex items-center">
          {text && <CopyButton text={text} label={t("copy")} />}
          {turn && onRegenerate && (
            <RegenerateMenu turn={turn} choices={regenerateChoices} busy={busy} onRegenerate={onRegenerate} />
          )}
          <BranchWalker branch={branch} onSelect={onSelectBranch} />
        </span>
        {turn && <UsageLine parts={parts} turn={turn} />}
      </div>
    </>
  );
}

function sameAs(turn: Message["turn"]): Regenerate {
  return turn ? { provider: turn.provider, model: turn.model, thinking: turn.thinking } : {};
}

function resultOf(part: Part, parts: readonly Part[]): ToolResultPart | undefined {
  if (part.type !== "tool-call") return undefined;
  const results = parts.filter((one) => one.type === "tool-result");
  return results.find((result) => result.callId === part.callId);
}

/** Nothing has come yet; of an answer that is continued, nothing more than it had. */
function isWaiting(message: Message, live: TurnState | undefined, parts: readonly Part[]): boolean {
  const hasContent = parts.some((part) => part.type !== "notice" && part.type !== "usage");
  return !hasContent || (live !== undefined && live.parts === message.parts);
}
