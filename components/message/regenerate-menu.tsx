"use client";

import { RefreshCw } from "lucide-react";
import { useTranslations } from "use-intl";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import type { TurnSummary } from "@/lib/core/message/message";
import type { FixedThinking } from "@/lib/core/model/fixed-control";

/** Another way to answer; what is left out stays as it was. */
export type Regenerate = { provider?: string; model?: string; thinking?: boolean; maxOutputTokens?: number };

/** Another model that may answer. */
export type RegenerateChoice = { provider: string; model: string; label: string };

/** What there is to choose from: the other models, and whether a model leaves the mode to choose. */
export type RegenerateChoices = {
  models: readonly RegenerateChoice[];
  fixedThinking: (of: { provider: string; model: string }) => FixedThinking | undefined;
};

type RegenerateMenuProps = {
  turn: TurnSummary;
  choices?: RegenerateChoices | undefined;
  busy: boolean;
  onRegenerate: (how: Regenerate) => void;
};

/** Asks for another answer: the same way, in the other mode, or from another model. */
export function RegenerateMenu({ turn, choices, busy, onRegenerate }: RegenerateMenuProps) {
  const t = useTranslations("message");
  const fixed = useTranslations("composer.fixed");
  const { provider, model, thinking } = turn;
  const reason = choices?.fixedThinking(turn);
  const others = (choices?.models ?? []).filter(
    (choice) => choice.provider !== provider || choice.model !== model,
  );
  const items = [
    {
      label: t("regenerateSame"),
      hint: model,
      onSelect: () => onRegenerate({ provider, model, thinking }),
    },
    {
      label: thinking ? t("regenerateInstant") : t("regenerateThinking"),
      ...(reason && { hint: fixed(reason, { model }), disabled: true }),
      onSelect: () => onRegenerate({ provider, model, thinking: !thinking }),
    },
    ...others.map((choice) => ({
      label: t("regenerateWith", { model: choice.label }),
      hint: choice.provider,
      onSelect: () => onRegenerate({ provider: choice.provider, model: choice.model }),
    })),
  ];
  return (
    <Menu
      label={t("regenerate")}
      items={items}
      trigger={<IconButton size="sm" label={t("regenerate")} icon={<RefreshCw />} disabled={busy} />}
    />
  );
}
