"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl";

/** A page that only says something, with a way on. */
export function MessagePage({ what, children }: { what: "notFound" | "broken"; children?: ReactNode }) {
  const t = useTranslations("app");
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-2 p-6 text-center">
      <h1 className="font-semibold text-xl">{t(`${what}.title`)}</h1>
      <p className="max-w-md text-muted text-sm leading-6">{t(`${what}.text`)}</p>
      <div className="flex items-center gap-4 pt-3 text-sm">
        {children}
        <a href="/" className="rounded-md px-2 py-1.5 font-medium text-accent hover:bg-sunken">
          {t("newConversation")}
        </a>
      </div>
    </main>
  );
}
