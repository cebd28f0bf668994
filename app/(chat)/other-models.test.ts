import { describe, expect, it } from "vitest";
import type { ProviderSummary } from "@/lib/browser/api/requests";
import { capabilitiesOf } from "@/lib/core/model/catalogue";
import { fixedThinking, otherModels } from "./other-models";

const provider = (id: string, models: string[]): ProviderSummary => ({
  id,
  dialect: "moonshot",
  label: id,
  isEmulator: false,
  models: models.map((model) => ({ id: model, capabilities: capabilitiesOf(model, "moonshot") })),
});

describe("the models offered for another answer", () => {
  it("are those the catalogue knows, of every provider", () => {
    const providers = [
      provider("a", ["kimi-k2.5", "scenario-slow", "gpt-x"]),
      provider("b", ["moonshotai/Kimi-K2.6"]),
    ];
    expect(otherModels(providers)).toEqual([
      { provider: "a", model: "kimi-k2.5", label: "Kimi K2.5" },
      { provider: "b", model: "moonshotai/Kimi-K2.6", label: "Kimi K2.6" },
    ]);
  });

  it("are few", () => {
    const many = Array.from({ length: 20 }, (_, index) => `someone${index}/kimi-k3`);
    expect(otherModels([provider("a", many)])).toHaveLength(6);
    expect(otherModels(undefined)).toEqual([]);
  });
});

it("says for each model whether its mode can be chosen", () => {
  const providers = [provider("a", ["kimi-k2.5", "kimi-k3"])];
  expect(fixedThinking(providers, { provider: "a", model: "kimi-k3" })).toBe("thinks-by-effort");
  expect(fixedThinking(providers, { provider: "a", model: "kimi-k2.5" })).toBeUndefined();
  expect(fixedThinking(providers, { provider: "b", model: "kimi-k3" })).toBeUndefined();
  expect(fixedThinking(undefined, { provider: "a", model: "kimi-k3" })).toBeUndefined();
});
