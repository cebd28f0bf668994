"use client";

import { CircleAlert } from "lucide-react";
import { memo, useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { useErrorWords } from "@/lib/browser/language/use-error-words";
import type { ErrorPart as Failure } from "@/lib/core/message/part";
import { Scroller } from "../scroller";

type ErrorPartProps = {
  part: Failure;
  /** It happens now, before the reader's eyes. */
  live: boolean;
  onOpenSetup?: (() => void) | undefined;
  onRetry?: (() => void) | undefined;
};

/** What went wrong and what to do about it, with the endpoint's own answer one click away. */
export const ErrorPart = memo(function ErrorPart({ part, live, onOpenSetup, onRetry }: ErrorPartProps) {
  const t = useTranslations("message");
  const { message, hint } = useErrorWords()(part);
  const language = useLocale();
  // Read out when it happens, and not again with each reload.
  const [role] = useState(live ? "alert" : "group");
  const original = language === "en" ? [] : [part.message, part.hint];
  const detail = [...original, part.detail ?? ""].filter(Boolean).join("\n");
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles take a name.
    <div
      role={role}
      aria-label={t("error")}
      className="flex gap-3 rounded-lg bg-danger-soft px-4 py-3 text-sm leading-6"
    >
      <CircleAlert aria-hidden className="mt-1 size-4 shrink-0 text-danger" />
      <div className="flex min-w-0 flex-1 flex-col items-start gap-1">
        <p className="font-medium text-danger wrap-anywhere">{message}</p>
        {hint && <p className="wrap-anywhere">{hint}</p>}
        {detail && (
          <details className="w-full">
            <summary className="w-fit cursor-pointer text-muted hover:text-ink">{t("details")}</summary>
            <Scroller
              label={t("endpointSaid")}
              className="mt-1 max-h-60 rounded-md border border-line bg-surface p-2 font-mono text-xs leading-5"
            >
              <pre className="whitespace-pre-wrap wrap-anywhere">{detail}</pre>
            </Scroller>
          </details>
        )}
        {(onRetry || (part.code === "auth" && onOpenSetup)) && (
          <div className="mt-1 flex flex-wrap gap-2">
            {part.code === "auth" && onOpenSetup && (
              <Button size="sm" onClick={onOpenSetup}>
                {t("setUp")}
              </Button>
            )}
            {onRetry && (
              <Button size="sm" onClick={onRetry}>
                {t("tryAgain")}
              </Button>
            )}
          </div>
        )}
      </div>
    </div>
  );
});
