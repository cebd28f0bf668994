import { describe, expect, it } from "vitest";
import type { ProviderSummary } from "@/lib/browser/api/requests";
import { capabilitiesOf } from "@/lib/core/model/catalogue";
import { resolveChoice } from "./choice";

function provider(id: string, models: string[], defaultModel?: string): ProviderSummary {
  return {
    id,
    dialect: "moonshot",
    label: id,
    isEmulator: false,
    models: models.map((model) => ({ id: model, capabilities: capabilitiesOf(model, "moonshot") })),
    ...(defaultModel && { defaultModel }),
  };
}

const providers = [
  provider("first", ["kimi-k2.6", "kimi-k2.5"], "kimi-k2.5"),
  provider("second", ["kimi-k3", "other"]),
];
const resolved = (...wishes: Parameters<typeof resolveChoice>[1]) => {
  const choice = resolveChoice(providers, wishes);
  return choice && [choice.provider.id, choice.model?.id, choice.thinking];
};

describe("the model that is asked", () => {
  it("is the first provider's default when nobody chose", () => {
    expect(resolved()).toEqual(["first", "kimi-k2.5", true]);
    expect(resolveChoice([], [])).toBeUndefined();
  });

  it("is the first wish that can be had", () => {
    expect(resolved(undefined, { provider: "second", model: "other", thinking: false })).toEqual([
      "second",
      "other",
      false,
    ]);
    expect(resolved({ provider: "gone", model: "x" }, { provider: "first", model: "kimi-k2.6" })).toEqual([
      "first",
      "kimi-k2.6",
      true,
    ]);
  });

  it("falls back within the wished provider when its model is gone", () => {
    expect(resolved({ provider: "second", model: "gone", thinking: true })).toEqual([
      "second",
      "kimi-k3",
      true,
    ]);
  });

  it("keeps the mode of a model that cannot be switched", () => {
    expect(resolved({ provider: "second", model: "kimi-k3", thinking: false })).toEqual([
      "second",
      "kimi-k3",
      true,
    ]);
  });

  it("has no model while the provider lists none", () => {
    expect(resolveChoice([provider("empty", [])], [])).toMatchObject({ provider: { id: "empty" } });
    expect(resolveChoice([provider("empty", [])], [])?.model).toBeUndefined();
  });
});
