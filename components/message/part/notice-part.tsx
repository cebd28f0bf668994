"use client";

import { Info } from "lucide-react";
import { useLocale, useTranslations } from "use-intl";
import { noticeWords } from "@/lib/core/language/notice-words";
import type { NoticePart as Notice } from "@/lib/core/message/part";

/** What was repaired, redirected or reinterpreted on the way, said quietly. */
export function NoticePart({ part }: { part: Notice }) {
  const t = useTranslations("errors");
  const language = useLocale();
  return (
    <p className="flex items-start gap-2 text-muted text-sm leading-6">
      <Info aria-hidden className="mt-1 size-4 shrink-0" />
      <span className="min-w-0 wrap-anywhere">{noticeWords(t, language, part)}</span>
    </p>
  );
}
