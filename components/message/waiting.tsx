"use client";

import { useTranslations } from "use-intl";
import { useErrorWords } from "@/lib/browser/language/use-error-words";
import type { TurnState } from "@/lib/core/message/stream-event";
import { useNow } from "./use-now";

/** Stands where the answer will be, before its first token. */
export function Waiting() {
  const t = useTranslations("message");
  return (
    <p className="flex h-8 items-center gap-2 text-muted text-sm">
      <Dots />
      {t("waiting")}
    </p>
  );
}

/** Nothing comes for now, as the connection is lost; what the model writes meanwhile will come then. */
export function Reconnecting() {
  const t = useTranslations("message");
  return (
    <p className="flex min-h-8 items-center gap-2 text-muted text-sm">
      <Dots />
      {t("reconnecting")}
    </p>
  );
}

/** The call failed before its first token and is made again: when, and why. */
export function RetryLine({ retry }: { retry: NonNullable<TurnState["retry"]> }) {
  const t = useTranslations("message");
  const { message } = useErrorWords()(retry);
  const seconds = Math.ceil((retry.at - useNow(500, true)) / 1000);
  return (
    <p className="flex min-h-8 flex-wrap items-center gap-x-2 text-sm leading-6">
      <Dots />
      <span className="text-warning tabular-nums">
        {seconds > 0 ? t("retrying", { seconds }) : t("retryingNow")}
      </span>
      <span className="min-w-0 text-muted wrap-anywhere">{message}</span>
    </p>
  );
}

function Dots() {
  return (
    <span aria-hidden className="flex gap-1">
      {[0, 150, 300].map((delay) => (
        <span
          key={delay}
          className="size-1.5 animate-pulse rounded-full bg-faint motion-reduce:animate-none"
          style={{ animationDelay: `${delay}ms` }}
        />
      ))}
    </span>
  );
}
