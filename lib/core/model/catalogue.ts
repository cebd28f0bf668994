import type { DialectName, KimiFamily, ModelCapabilities, ReportedModel } from "./capabilities";
import { familyOf, isKimiId, isScenarioId } from "./model-family";

type Row = Omit<ModelCapabilities, "family" | "sampling" | "retired">;

const seesAll = { image: true, video: true };

/**
 * Source: platform.kimi.ai, model pages and pricing. Prices are Moonshot's list prices. K2.7-code and K3 have
 * none here as only resellers' figures are known.
 */
const rows: Record<KimiFamily, Row> = {
  "kimi-k2.5": {
    label: "Kimi K2.5",
    input: seesAll,
    thinking: { mode: "switchable", default: true },
    keepReasoning: "none",
    contextTokens: 262_144,
    prices: { cachedInput: 0.1, input: 0.6, output: 3 },
  },
  "kimi-k2.6": {
    label: "Kimi K2.6",
    input: seesAll,
    thinking: { mode: "switchable", default: true },
    keepReasoning: "optional",
    contextTokens: 262_144,
    prices: { cachedInput: 0.16, input: 0.95, output: 4 },
  },
  "kimi-k2.7-code": {
    label: "Kimi K2.7 Code",
    input: seesAll,
    thinking: { mode: "always", default: true },
    keepReasoning: "all",
    contextTokens: 262_144,
  },
  "kimi-k3": {
    label: "Kimi K3",
    input: { image: true, video: false },
    thinking: { mode: "effort", default: true },
    keepReasoning: "all",
    contextTokens: 1_048_576,
  },
};

/**
 * Models that a vendor's own service has switched off; the open weights live on elsewhere. Sources: the vendors' model
 * pages and NVIDIA's shutdown notice for its API catalogue; OpenRouter announced the date.
 */
const retirements: readonly {
  family: KimiFamily;
  dialect: DialectName;
  retired: NonNullable<ModelCapabilities["retired"]>;
}[] = [
  { family: "kimi-k2.5", dialect: "moonshot", retired: { on: "2026-08-31", instead: "kimi-k3" } },
  { family: "kimi-k2.5", dialect: "together", retired: { on: "2026-05-21" } },
  { family: "kimi-k2.5", dialect: "nvidia", retired: { on: "2026-05-20" } },
  { family: "kimi-k2.6", dialect: "nvidia", retired: { on: "2026-07-07" } },
  { family: "kimi-k2.5", dialect: "openrouter", retired: { on: "2026-09-07" } },
];

/** Video was refused, or never documented, for Kimi models behind these (vllm#42491, sglang#21023, models.dev). */
const withoutVideo: readonly DialectName[] = ["vllm", "sglang", "together", "openrouter"];

/**
 * What a model takes and does at an endpoint of a dialect.
 * @param id as the endpoint writes it
 * @param reported what `GET /models` says of it; believed where it speaks
 * @param isHosted whether it is the vendor's own service, and no container or gateway that speaks its dialect
 */
export function capabilitiesOf(
  id: string,
  dialect: DialectName,
  reported?: ReportedModel,
  isHosted = true,
): ModelCapabilities {
  const family = isScenarioId(id) ? "kimi-k2.5" : (familyOf(id) ?? familyOf(reported?.servedFrom ?? ""));
  const row = family ? rows[family] : unknownRow(id, dialect, reported);
  const contextTokens = reported?.contextLength ?? row.contextTokens;
  const maxOutputTokens = reported?.maxOutputTokens ?? row.maxOutputTokens;
  const prices = reported?.prices ?? (dialect === "moonshot" ? row.prices : undefined);
  const isRetirable = isHosted && !isScenarioId(id);
  const retired = isRetirable
    ? retirements.find((one) => one.family === family && one.dialect === dialect)?.retired
    : undefined;
  const { keepReasoning, thinking } = row;
  return {
    family: family ?? "unknown",
    label: labelOf(id, row.label),
    input: {
      image: reported?.supportsImage ?? row.input.image,
      video: !withoutVideo.includes(dialect) && (reported?.supportsVideo ?? row.input.video),
    },
    thinking,
    sampling: dialect === "moonshot" ? "fixed" : "free",
    keepReasoning,
    ...(contextTokens !== undefined && { contextTokens }),
    ...(maxOutputTokens !== undefined && { maxOutputTokens }),
    ...(prices && { prices }),
    ...(retired && { retired }),
  };
}

/**
 * Safe ground for a model nobody described: pictures are tried (an engine's served name often hides a Kimi), video
 * is not, and Moonshot's newer models are taken to want their reasoning back, which the older ones ignore.
 */
function unknownRow(id: string, dialect: DialectName, reported: ReportedModel | undefined): Row {
  const reasons = reported?.supportsReasoning;
  return {
    label: id,
    input: { image: true, video: false },
    thinking:
      reasons === false
        ? { mode: "none", default: false }
        : { mode: "unknown", default: reasons ?? isKimiId(id) },
    keepReasoning: dialect === "moonshot" && reasons !== false ? "all" : "none",
  };
}

function labelOf(id: string, label: string): string {
  if (isScenarioId(id)) return id;
  return label !== id && /highspeed/i.test(id) ? `${label} Highspeed` : label;
}
