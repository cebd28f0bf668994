"use client";

import { RefreshCw } from "lucide-react";
import { useTranslations } from "use-intl";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import type { TurnSummary } from "@/lib/core/message/message";

/** Another way to answer; what is left out stays as it was. */
export type Regenerate = { provider?: string; model?: string; thinking?: boolean };

/** Another model that may answer. */
export type RegenerateChoice = { provider: string; model: string; label: string };

type RegenerateMenuProps = {
  turn: TurnSummary;
  choices: readonly RegenerateChoice[];
  busy: boolean;
  onRegenerate: (how: Regenerate) => void;
};

/** Asks for another answer: the same way, in the other mode, or from another model. */
export function RegenerateMenu({ turn, choices, busy, onRegenerate }: RegenerateMenuProps) {
  const t = useTranslations("message");
  const { provider, model, thinking } = turn;
  const others = choices.filter((choice) => choice.provider !== provider || choice.model !== model);
  const items = [
    {
      label: t("regenerateSame"),
      hint: model,
      onSelect: () => onRegenerate({ provider, model, thinking }),
    },
    {
      label: thinking ? t("regenerateInstant") : t("regenerateThinking"),
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
