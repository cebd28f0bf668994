"use client";

import { useCallback } from "react";
import { useLocale, useTranslations } from "use-intl";
import type { ErrorCode } from "@/lib/core/message/part";
import { PerigeeError } from "@/lib/core/message/perigee-error";

type Described = {
  code: ErrorCode;
  message: string;
  hint?: string;
  data?: Record<string, string | number>;
};

// What the sentences are made from; "none" is how they are told that a value is not known.
const unknownData = { provider: "none", model: "none", variable: "none", seconds: "none" };

/** One sentence of what happened and one of what to do. */
export type ErrorWords = { message: string; hint: string };

/**
 * Words for anything that failed. English shows the server's own sentences, which say more; other languages make
 * theirs from the code.
 */
export function useErrorWords(): (problem: unknown) => ErrorWords {
  const t = useTranslations("errors");
  const locale = useLocale();
  return useCallback(
    (problem) => {
      if (!isDescribed(problem)) {
        return { message: t("code.internal.what"), hint: t("code.internal.todo") };
      }
      const { code } = problem;
      const data = { ...unknownData, ...problem.data };
      const own =
        "unreachable" in data
          ? { message: t("unreachable.what"), hint: t("unreachable.todo") }
          : { message: t(`code.${code}.what`, data), hint: t(`code.${code}.todo`, data) };
      return locale === "en" ? { message: problem.message, hint: problem.hint || own.hint } : own;
    },
    [t, locale],
  );
}

function isDescribed(problem: unknown): problem is Described {
  if (problem instanceof PerigeeError) return true;
  return typeof problem === "object" && problem !== null && "code" in problem && "message" in problem;
}
