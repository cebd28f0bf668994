import type { RegenerateChoice } from "@/components/message/regenerate-menu";
import type { ProviderSummary } from "@/lib/browser/api/requests";
import { type FixedThinking, reasonFixed } from "@/lib/core/model/fixed-control";

/** A menu is no list of hundreds; every other model can be picked first and asked then. */
const most = 6;

/** The models that are offered for another answer: those the catalogue knows, in the order of their lists. */
export function otherModels(providers: readonly ProviderSummary[] | undefined): RegenerateChoice[] {
  const known = (providers ?? []).flatMap((provider) =>
    provider.models
      .filter(({ id, capabilities }) => capabilities.family !== "unknown" && capabilities.label !== id)
      .map(({ id, capabilities }) => ({ provider: provider.id, model: id, label: capabilities.label })),
  );
  return known.slice(0, most);
}

/** Why a model's mode is fixed; undefined where it is not, and for models that are no longer listed. */
export function fixedThinking(
  providers: readonly ProviderSummary[] | undefined,
  { provider, model }: { provider: string; model: string },
): FixedThinking | undefined {
  const { models } = providers?.find((one) => one.id === provider) ?? {};
  const found = models?.find((one) => one.id === model);
  return found && reasonFixed("thinking", found.capabilities);
}
