import "server-only";
import type { DialectName, ModelCapabilities } from "@/lib/core/model/capabilities";
import { capabilitiesOf } from "@/lib/core/model/catalogue";
import type { Scenario } from "./scenario/scenario";
import { scenarios } from "./scenario/scenarios";

export type EmulatedModel = { id: string; capabilities: ModelCapabilities; scenario?: Scenario };

const familyIds: Record<DialectName, readonly string[]> = {
  moonshot: ["kimi-k2.5", "kimi-k2.6", "kimi-k2.7-code", "kimi-k3"],
  together: ["moonshotai/Kimi-K2.5", "moonshotai/Kimi-K2.6", "moonshotai/Kimi-K3"],
  nvidia: ["moonshotai/kimi-k2.5", "moonshotai/kimi-k2.6", "moonshotai/kimi-k3"],
  vllm: ["moonshotai/Kimi-K2.5", "moonshotai/Kimi-K2.6", "moonshotai/Kimi-K2.7-Code"],
  sglang: ["moonshotai/Kimi-K2.5", "moonshotai/Kimi-K2.6", "moonshotai/Kimi-K2.7-Code"],
  openrouter: [
    "moonshotai/kimi-k2.5",
    "moonshotai/kimi-k2.6",
    "moonshotai/kimi-k2.7-code",
    "moonshotai/kimi-k3",
  ],
  "openai-compatible": ["moonshotai/Kimi-K2.5", "moonshotai/Kimi-K2.6", "moonshotai/Kimi-K3"],
};

/** The id under which each vendor serves the model that `scenario-redirect` is answered by. */
const redirectTarget: Record<DialectName, string> = {
  moonshot: "kimi-k3",
  together: "moonshotai/Kimi-K3",
  nvidia: "moonshotai/kimi-k3",
  vllm: "moonshotai/Kimi-K3",
  sglang: "moonshotai/Kimi-K3",
  openrouter: "moonshotai/kimi-k3",
  "openai-compatible": "moonshotai/Kimi-K3",
};

/** Every model the emulator serves in a dialect: the family under that vendor's ids, then the scenarios. */
export function modelsOf(dialect: DialectName): ReadonlyMap<string, EmulatedModel> {
  const family = familyIds[dialect].map((id) => ({ id, capabilities: capabilitiesOf(id, dialect) }));
  const scripted = scenarios.map((scenario) => ({
    id: scenario.id,
    capabilities: capabilitiesOf(scenario.id, dialect),
    scenario,
  }));
  return new Map([...family, ...scripted].map((model) => [model.id, model]));
}

/** The model an answer says it comes from. */
export function answeringModel(model: EmulatedModel, dialect: DialectName): string {
  return model.scenario?.redirects ? redirectTarget[dialect] : model.id;
}
