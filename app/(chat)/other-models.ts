import type { RegenerateChoice } from "@/components/message/regenerate-menu";
import type { ProviderSummary } from "@/lib/browser/api/requests";

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
