"use client";

import { useTranslations } from "use-intl";
import { Skeleton } from "@/components/ui/skeleton";

/** Grey bars in the shape of a conversation, while it is loaded. */
export function TranscriptSkeleton() {
  const t = useTranslations("chat");
  return (
    <div className="min-h-0 flex-1 overflow-hidden px-4 pt-8">
      <p className="sr-only">{t("loading")}</p>
      <div className="mx-auto flex max-w-[44rem] flex-col gap-3">
        <Skeleton className="mb-6 h-10 w-2/3 self-end rounded-lg" />
        <Skeleton className="w-full" />
        <Skeleton className="w-11/12" />
        <Skeleton className="w-4/5" />
        <Skeleton className="w-1/2" />
      </div>
    </div>
  );
}
