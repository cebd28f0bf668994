"use client";

import { Image, RotateCw, TriangleAlert, Video } from "lucide-react";
import { useFormatter, useLocale, useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import type { ProviderSummary } from "@/lib/browser/api/requests";
import { useErrorWords } from "@/lib/browser/language/use-error-words";
import { reasonFixed } from "@/lib/core/model/fixed-control";

type ProviderModel = ProviderSummary["models"][number];
type Option = { provider: ProviderSummary; model: ProviderModel };

export type ModelListProps = {
  providers: readonly ProviderSummary[];
  chosen: { provider: string; model: string } | undefined;
  onChoose: (provider: string, model: string) => void;
  onRefresh: () => void;
  refreshing: boolean;
};

/** Every model of every provider, to search and choose from. */
export function ModelList({ providers, chosen, onChoose, onRefresh, refreshing }: ModelListProps) {
  const t = useTranslations("composer");
  const groups = providers.map((provider) => ({
    id: provider.id,
    heading: provider.label,
    note: <ProviderNote provider={provider} />,
    items: provider.models.map((model) => ({ provider, model })),
  }));
  const options = groups.flatMap((group) => group.items);
  const value = options.find(
    ({ provider, model }) => provider.id === chosen?.provider && model.id === chosen.model,
  );
  return (
    <div className="flex max-h-[inherit] flex-col">
      <Combobox<Option>
        label={t("model")}
        placeholder={t("searchModels")}
        groups={groups}
        value={value ?? null}
        keyOf={({ provider, model }) => `${provider.id} ${model.id}`}
        textOf={({ provider, model }) => `${model.capabilities.label} ${model.id} ${provider.label}`}
        renderItem={({ model }) => <ModelRow model={model} />}
        onSelect={({ provider, model }) => onChoose(provider.id, model.id)}
        emptyText={t("noMatch")}
        className="min-h-0 flex-1"
      />
      <div className="border-line border-t p-1">
        <Button variant="ghost" size="sm" onClick={onRefresh} disabled={refreshing}>
          <RotateCw aria-hidden />
          {t("refreshModels")}
        </Button>
      </div>
    </div>
  );
}

function ProviderNote({ provider }: { provider: ProviderSummary }) {
  const t = useTranslations("composer");
  const errorWords = useErrorWords();
  if (provider.error) {
    return (
      <p className="flex items-start gap-1.5 px-2 py-1 text-warning text-xs leading-5">
        <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
        {t("listFailed", { reason: errorWords(provider.error).message })}
      </p>
    );
  }
  return provider.models.length === 0 ? (
    <p className="px-2 py-1 text-muted text-xs">{t("noModels")}</p>
  ) : null;
}

function ModelRow({ model: { id, capabilities } }: { model: ProviderModel }) {
  const t = useTranslations("composer");
  const { label, input, thinking, retired } = capabilities;
  const facts = useFacts(capabilities);
  const sampling = reasonFixed("sampling", capabilities);
  return (
    <div>
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span>{label}</span>
        {label !== id && <span className="wrap-anywhere font-mono text-muted text-xs">{id}</span>}
        {retired && (
          <span className="rounded bg-warning-soft px-1 text-[11px] text-warning leading-4">
            {t("retired")}
          </span>
        )}
      </p>
      <p className="flex flex-wrap items-center gap-x-2 text-muted text-xs leading-5">
        {input.image && <Image className="size-3.5" aria-label={t("image")} role="img" />}
        {input.video && <Video className="size-3.5" aria-label={t("video")} role="img" />}
        {[t(`thinkingMode.${thinking.mode}`), ...facts].map((fact, index) => (
          <span key={fact} className={index > 0 ? "before:mr-2 before:content-['·']" : undefined}>
            {fact}
          </span>
        ))}
      </p>
      {sampling && <p className="text-muted text-xs leading-5">{t(`fixed.${sampling}`)}</p>}
      {retired && (
        <p className="text-warning text-xs leading-5">
          {retired.instead
            ? t("retiredInstead", { date: retired.on, instead: retired.instead })
            : t("retiredOn", { date: retired.on })}
        </p>
      )}
    </div>
  );
}

/** Context and price, as far as they are known. */
function useFacts({ contextTokens, prices }: ProviderModel["capabilities"]): string[] {
  const t = useTranslations("composer");
  const format = useFormatter();
  const locale = useLocale();
  const dollars = (amount: number) =>
    format.number(amount, {
      style: "currency",
      currency: "USD",
      // "US$" in Chinese says the same with more room.
      currencyDisplay: locale === "en" ? "symbol" : "narrowSymbol",
    });
  // Context windows are named in units of 1,024: 262,144 tokens are "256K".
  const thousands = Math.round((contextTokens ?? 0) / 1024);
  const tokens = thousands >= 1024 ? `${format.number(thousands / 1024)}M` : `${format.number(thousands)}K`;
  return [
    ...(contextTokens ? [t("context", { tokens })] : []),
    ...(prices ? [t("price", { input: dollars(prices.input), output: dollars(prices.output) })] : []),
  ];
}
