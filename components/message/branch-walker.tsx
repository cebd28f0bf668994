"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "use-intl";
import { IconButton } from "@/components/ui/icon-button";

/** Where a message stands among its siblings; `index` from 0. */
export type Branch = { index: number; count: number };

type BranchWalkerProps = {
  branch: Branch | undefined;
  /** Takes the index of the branch to show. */
  onSelect: ((index: number) => void) | undefined;
};

/** Walks through the versions of a message; nothing where there is only one. */
export function BranchWalker({ branch, onSelect }: BranchWalkerProps) {
  const t = useTranslations("message");
  if (!branch || branch.count < 2) return null;
  const { index, count } = branch;
  return (
    <span className="inline-flex items-center">
      <IconButton
        size="sm"
        label={t("previousBranch")}
        icon={<ChevronLeft />}
        disabled={index === 0}
        onClick={() => onSelect?.(index - 1)}
      />
      <span className="px-0.5 text-muted text-xs tabular-nums">
        {t("branch", { index: index + 1, count })}
      </span>
      <IconButton
        size="sm"
        label={t("nextBranch")}
        icon={<ChevronRight />}
        disabled={index === count - 1}
        onClick={() => onSelect?.(index + 1)}
      />
    </span>
  );
}
