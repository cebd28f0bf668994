"use client";

import { ChevronsUpDown, TriangleAlert } from "lucide-react";
import { useTranslations } from "use-intl";
import { deferred } from "@/components/ui/deferred";
import { Popover } from "@/components/ui/popover";
import { Skeleton } from "@/components/ui/skeleton";
import type { ProviderSummary } from "@/lib/browser/api/requests";
import type { ResolvedChoice } from "./choice";
import type { ModelListProps } from "./model-list";

// The searchable list is the largest part of the composer and is not needed until it is opened.
const { Deferred: List, preload } = deferred<ModelListProps>(
  async () => (await import("./model-list")).ModelList,
);

type ModelPickerProps = {
  providers: readonly ProviderSummary[] | undefined;
  choice: ResolvedChoice | undefined;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onChoose: (provider: string, model: string) => void;
  onRefresh: () => void;
  refreshing: boolean;
  className?: string;
};

/** The button that shows the model, and the list behind it. */
export function ModelPicker({ providers, choice, open, onOpenChange, className, ...list }: ModelPickerProps) {
  const t = useTranslations("composer");
  if (!providers) {
    return (
      <div className={className}>
        <Skeleton className="mx-2 w-20" />
      </div>
    );
  }
  const label = choice?.model?.capabilities.label ?? t("modelNone");
  const warned = choice?.model?.capabilities.retired || choice?.provider.error;
  return (
    <div className={className} onPointerEnter={preload}>
      <Popover
        label={t("model")}
        open={open}
        onOpenChange={onOpenChange}
        side="top"
        className="flex max-h-[min(28rem,var(--available-height))] w-[26rem] flex-col"
        trigger={
          <button
            type="button"
            aria-label={t("modelIs", { label })}
            className="flex h-8 min-w-0 max-w-full items-center gap-1 rounded-lg px-2 text-[13px] text-muted transition-colors duration-100 hover:bg-sunken hover:text-ink data-popup-open:bg-sunken data-popup-open:text-ink pointer-coarse:h-10"
          >
            {warned && <TriangleAlert className="size-4 shrink-0 text-warning" aria-hidden />}
            <span className="truncate">{label}</span>
            <ChevronsUpDown className="size-3.5 shrink-0 max-[26rem]:hidden" aria-hidden />
          </button>
        }
      >
        <List
          fallback={<ListSkeleton />}
          props={{
            ...list,
            providers,
            chosen: choice?.model && { provider: choice.provider.id, model: choice.model.id },
          }}
        />
      </Popover>
    </div>
  );
}

function ListSkeleton() {
  return (
    <div className="flex flex-col gap-3 p-3">
      <Skeleton className="w-40" />
      <Skeleton className="w-full" />
      <Skeleton className="w-3/4" />
    </div>
  );
}
