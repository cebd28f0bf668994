"use client";

import { Check, Copy, X } from "lucide-react";
import { useTranslations } from "use-intl";
import { IconButton } from "@/components/ui/icon-button";
import { useCopy } from "@/lib/browser/clipboard/use-copy";

/** Copies a text, and says for a moment whether that went well. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const t = useTranslations("message");
  const { outcome, copy } = useCopy();
  const icon = outcome === "copied" ? <Check /> : outcome === "failed" ? <X /> : <Copy />;
  const words = outcome === "copied" ? t("copied") : outcome === "failed" ? t("copyFailed") : label;
  return <IconButton size="sm" label={words} icon={icon} onClick={() => copy(text)} />;
}
