import "server-only";
import { PerigeeError } from "@/lib/core/message/perigee-error";
import { capabilitiesOf } from "@/lib/core/model/catalogue";
import type { ChatProvider, ProviderRegistry } from "../agent/providers";

type Wanted = { provider?: string | undefined; model?: string | undefined; thinking?: boolean | undefined };

/**
 * The endpoint and model a turn uses, and whether it thinks, which some models do not let one choose. `wish` is
 * what the model is asked for: false keeps one that always thinks to its least effort, where it has efforts.
 * @throws PerigeeError `provider-unknown`, or `invalid-request` when no model is named and none is known.
 */
export async function chooseModel(
  providers: ProviderRegistry,
  wanted: Wanted,
): Promise<{ provider: ChatProvider; model: string; thinking: boolean; wish: boolean }> {
  const provider = wanted.provider === undefined ? providers.all()[0] : providers.get(wanted.provider);
  if (!provider) {
    throw new PerigeeError(
      "provider-unknown",
      wanted.provider === undefined
        ? "No provider is configured."
        : `There is no provider "${wanted.provider}".`,
      "Choose one that GET /api/providers lists, or configure it and restart.",
      { data: { provider: wanted.provider ?? "" } },
    );
  }
  const list = await provider.listModels();
  const model = wanted.model ?? list.defaultModel;
  if (model === undefined) {
    throw new PerigeeError(
      "invalid-request",
      `${provider.label} lists no model, and none is named.`,
      list.error?.message ??
        `Name a model, or set ${provider.dialect.toUpperCase().replaceAll("-", "_")}_MODEL.`,
      { data: { provider: provider.label } },
    );
  }
  const known = list.models.find((one) => one.id === model);
  const { mode, default: byDefault } = (known?.capabilities ?? capabilitiesOf(model, provider.dialect))
    .thinking;
  const wish = wanted.thinking ?? byDefault;
  const thinking = mode === "always" || mode === "effort" || (mode !== "none" && wish);
  return { provider, model, thinking, wish: mode === "effort" ? wish : thinking };
}
