"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type Choice, resolveChoice } from "@/components/composer/choice";
import { providersOptions } from "@/lib/browser/api/queries";
import type { ProviderSummary } from "@/lib/browser/api/requests";
import { sendForJson } from "@/lib/browser/api/send";
import type { TurnSummary } from "@/lib/core/message/message";
import { reasonFixed } from "@/lib/core/model/fixed-control";

const storageKey = "perigee-choice";

/**
 * The providers, and which model is asked in which mode: what was picked here, else what the conversation was
 * answered with, else what was picked last anywhere.
 */
export function useChoice(scope: string, lastTurn: TurnSummary | undefined) {
  const client = useQueryClient();
  const { data: providers, isError, refetch } = useQuery(providersOptions());
  const [last, setLast] = useState(readChoice);
  const [picked, setPicked] = useState<{ scope: string; choice: Choice }>();
  const [refreshing, setRefreshing] = useState(false);
  const here = picked?.scope === scope ? picked.choice : undefined;
  const wishes = [here, lastTurn, last];
  const choice = providers && resolveChoice(providers, wishes);

  const choose = (change: Partial<Choice>) => {
    const thinking = wishes.find((wish) => wish?.thinking !== undefined)?.thinking;
    const next = {
      provider: choice?.provider.id ?? "",
      model: choice?.model?.id ?? "",
      ...(thinking !== undefined && { thinking }),
      ...change,
    };
    setPicked({ scope, choice: next });
    setLast(next);
    keepChoice(next);
  };

  const refresh = async () => {
    setRefreshing(true);
    try {
      const fresh = await sendForJson<ProviderSummary[]>("/api/providers?refresh=1");
      client.setQueryData(providersOptions().queryKey, fresh);
    } catch {
      // The query asks again and keeps the error, which the page then shows.
      await refetch();
    } finally {
      setRefreshing(false);
    }
  };

  /** What a request says of the model; nothing while the providers are unknown: the server then uses its default. */
  const wanted = () => {
    if (!choice?.model) return {};
    const fixed = reasonFixed("thinking", choice.model.capabilities);
    return {
      provider: choice.provider.id,
      model: choice.model.id,
      ...(!fixed && { thinking: choice.thinking }),
    };
  };
  return { providers, failed: isError, choice, choose, refresh, refreshing, wanted };
}

function readChoice(): Partial<Choice> | undefined {
  if (typeof localStorage === "undefined") return undefined;
  try {
    const { provider, model, thinking } = JSON.parse(localStorage.getItem(storageKey) ?? "{}");
    return {
      ...(typeof provider === "string" && { provider }),
      ...(typeof model === "string" && { model }),
      ...(typeof thinking === "boolean" && { thinking }),
    };
  } catch {
    // Unreadable or forbidden storage remembers nothing.
    return undefined;
  }
}

function keepChoice(choice: Choice): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify(choice));
  } catch {
    // Without storage a choice lasts as long as the page.
    return;
  }
}
