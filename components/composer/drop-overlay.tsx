"use client";

import { ImageDown } from "lucide-react";
import { useTranslations } from "use-intl";

/** Covers the page while files are dragged over it, and says what is taken. */
export function DropOverlay() {
  const t = useTranslations("composer");
  return (
    <div className="pointer-events-none fixed inset-0 z-50 bg-canvas/95 p-3">
      <div className="flex size-full flex-col items-center justify-center gap-2 rounded-xl border-2 border-accent border-dashed text-center">
        <ImageDown className="size-6 text-accent" aria-hidden />
        <p className="font-medium text-base">{t("dropTitle")}</p>
        <p className="text-muted text-sm">{t("accepted")}</p>
      </div>
    </div>
  );
}
