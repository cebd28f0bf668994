"use client";

import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { ApiError } from "@/lib/browser/api/requests";
import { useErrorWords } from "@/lib/browser/language/use-error-words";

type LoadFailedProps = { error: unknown; onRetry: () => void; onNew: () => void };

/** Stands in the place of a conversation that does not exist or could not be loaded. */
export function LoadFailed({ error, onRetry, onNew }: LoadFailedProps) {
  const t = useTranslations("chat");
  const app = useTranslations("app");
  const { message, hint } = useErrorWords()(error);
  const isMissing = error instanceof ApiError && error.code === "not-found";
  return (
    <div role="alert" className="m-auto flex max-w-md flex-col items-center gap-2 p-6 text-center">
      <h1 className="font-semibold text-xl">{t(isMissing ? "notFoundTitle" : "loadFailed")}</h1>
      <p className="text-muted text-sm leading-6">{isMissing ? t("notFoundText") : `${message} ${hint}`}</p>
      <div className="flex gap-2 pt-3">
        {!isMissing && (
          <Button variant="primary" onClick={onRetry}>
            {app("retry")}
          </Button>
        )}
        <Button variant={isMissing ? "primary" : "secondary"} onClick={onNew}>
          {app("newConversation")}
        </Button>
      </div>
    </div>
  );
}
