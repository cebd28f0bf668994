"use client";

import { X } from "lucide-react";
import { useTranslations } from "use-intl";
import { IconButton } from "@/components/ui/icon-button";
import { useErrorWords } from "@/lib/browser/language/use-error-words";

/** What was refused, above the composer: what happened and what to do. */
export function ProblemNote({ error, onDismiss }: { error: unknown; onDismiss: () => void }) {
  const t = useTranslations("composer");
  const { message, hint } = useErrorWords()(error);
  return (
    <div className="mx-auto w-full max-w-[46rem] px-3 pb-2">
      <div role="alert" className="flex items-start gap-2 rounded-lg bg-danger-soft py-1 pr-1 pl-3 text-sm">
        <p className="wrap-anywhere min-w-0 flex-1 py-1 leading-6">
          <span className="text-danger">{message}</span> {hint}
        </p>
        <IconButton label={t("dismiss")} icon={<X />} onClick={onDismiss} />
      </div>
    </div>
  );
}
