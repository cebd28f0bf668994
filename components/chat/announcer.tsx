"use client";

import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";

/** Tells a screen reader that an answer has started and that it is complete, and nothing between. */
export function Announcer({ turnId }: { turnId: string | undefined }) {
  const t = useTranslations("chat");
  const [said, setSaid] = useState<"answerStarted" | "answerComplete">();
  useEffect(() => {
    setSaid((before) => (turnId ? "answerStarted" : before && "answerComplete"));
  }, [turnId]);
  return (
    <div aria-live="polite" className="sr-only">
      {said && t(said)}
    </div>
  );
}
