"use client";

import { useCallback, useEffect, useState } from "react";
import { copyText } from "./copy-text";

/** A failure stays long enough to be read. */
const shownForMs = { copied: 1_500, failed: 6_000 };

/** Copies texts, and says for a moment whether that went well. */
export function useCopy() {
  const [outcome, setOutcome] = useState<"copied" | "failed">();
  useEffect(() => {
    if (!outcome) return;
    const timer = setTimeout(() => setOutcome(undefined), shownForMs[outcome]);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = useCallback((text: string) => {
    copyText(text).then(
      () => setOutcome("copied"),
      () => setOutcome("failed"),
    );
  }, []);
  return { outcome, copy };
}
