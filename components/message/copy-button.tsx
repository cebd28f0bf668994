"use client";

import { Check, Copy, X } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { IconButton } from "@/components/ui/icon-button";

const shownForMs = 1_500;

/** Copies a text, and says for a moment whether that went well. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const t = useTranslations("message");
  const [outcome, setOutcome] = useState<"copied" | "failed">();
  useEffect(() => {
    if (!outcome) return;
    const timer = setTimeout(() => setOutcome(undefined), shownForMs);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = () => {
    copyText(text).then(
      () => setOutcome("copied"),
      () => setOutcome("failed"),
    );
  };
  const icon = outcome === "copied" ? <Check /> : outcome === "failed" ? <X /> : <Copy />;
  const words = outcome === "copied" ? t("copied") : outcome === "failed" ? t("copyFailed") : label;
  return <IconButton size="sm" label={words} icon={icon} onClick={copy} />;
}

async function copyText(text: string): Promise<void> {
  // A page that came over plain http from another machine has no clipboard but this one.
  if (navigator.clipboard) return await navigator.clipboard.writeText(text);
  const area = document.createElement("textarea");
  area.value = text;
  area.style.position = "fixed";
  area.style.opacity = "0";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (!done) throw new Error("The browser did not copy.");
}
