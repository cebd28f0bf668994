import type { ProviderSummary } from "@/lib/browser/api/requests";
import { reasonFixed } from "@/lib/core/model/fixed-control";

type ProviderModel = ProviderSummary["models"][number];

/** What a person chose, as it is remembered; without `thinking` a model is asked in its own default mode. */
export type Choice = { provider: string; model: string; thinking?: boolean };

/** A choice that holds against what the providers have now. */
export type ResolvedChoice = {
  provider: ProviderSummary;
  /** Undefined while the provider lists no model at all. */
  model?: ProviderModel;
  thinking: boolean;
};

/**
 * The provider, model and mode to use: the first wish that can still be had, else the default of its provider, else
 * the default of the first provider. Undefined when there is no provider.
 */
export function resolveChoice(
  providers: readonly ProviderSummary[],
  wishes: readonly (Partial<Choice> | undefined)[],
): ResolvedChoice | undefined {
  const given = wishes.filter((wish) => wish !== undefined);
  const found = given.flatMap((wish) => exact(providers, wish))[0];
  const provider = found?.provider ?? providerOf(providers, given) ?? providers[0];
  if (!provider) return undefined;
  const model = found?.model ?? defaultModel(provider);
  if (!model) return { provider, thinking: true };
  const wished = given.find((wish) => wish.thinking !== undefined)?.thinking;
  return { provider, model, thinking: modeFor(model, wished) };
}

function exact(providers: readonly ProviderSummary[], wish: Partial<Choice>) {
  return providers.flatMap((provider) => {
    const model = provider.models.find((one) => one.id === wish.model);
    return model && provider.id === wish.provider ? [{ provider, model }] : [];
  });
}

function providerOf(providers: readonly ProviderSummary[], wishes: readonly Partial<Choice>[]) {
  const ids = wishes.map((wish) => wish.provider);
  return providers.find((provider) => provider.id === ids.find((id) => id !== undefined));
}

function defaultModel(provider: ProviderSummary): ProviderModel | undefined {
  return provider.models.find((model) => model.id === provider.defaultModel) ?? provider.models[0];
}

/** The mode a model is asked in; one that cannot be switched has its own. */
export function modeFor({ capabilities }: ProviderModel, wished: boolean | undefined): boolean {
  const fixed = reasonFixed("thinking", capabilities);
  if (fixed) return fixed !== "never-thinks";
  return wished ?? capabilities.thinking.default;
}
