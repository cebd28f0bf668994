import { describe, expect, it } from "vitest";
import { dialectNames } from "@/lib/core/model/capabilities";
import type { EndpointConfig } from "../config/config";
import { scriptedFetch } from "./fixtures/scripted-fetch";
import { createProviderRegistry } from "./provider-registry";

const endpoint = (dialect: EndpointConfig["dialect"]): EndpointConfig => ({
  dialect,
  baseUrl: "http://vendor.invalid/v1",
  keyVariable: "VENDOR_API_KEY",
});
const emulator = (enabled: boolean) => ({ enabled, tokensPerSecond: Number.POSITIVE_INFINITY });

describe("createProviderRegistry", () => {
  it("offers every configured endpoint in order under its dialect's name, the emulator last", () => {
    const { fetch, seen } = scriptedFetch();
    const registry = createProviderRegistry(
      { endpoints: dialectNames.map(endpoint), emulator: emulator(true) },
      { fetch },
    );
    expect(registry.all().map((one) => one.id)).toEqual([...dialectNames, "emulator"]);
    expect(registry.all().map((one) => one.label)).toEqual([
      "Moonshot AI",
      "Together",
      "NVIDIA",
      "vLLM",
      "SGLang",
      "OpenRouter",
      "OpenAI-compatible",
      "Offline emulator",
    ]);
    expect(registry.get("vllm")).toMatchObject({ dialect: "vllm", isEmulator: false });
    expect(registry.get("nobody")).toBeUndefined();
    expect(seen).toEqual([]);
  });

  it("has nothing where nothing is configured and the emulator is off", () => {
    expect(createProviderRegistry({ endpoints: [], emulator: emulator(false) }).all()).toEqual([]);
  });

  it("lets the emulator answer without a network: Kimi K2.5, neither retired nor priced", async () => {
    const registry = createProviderRegistry({ endpoints: [], emulator: emulator(true) });
    const provider = registry.get("emulator");
    expect(provider).toMatchObject({ dialect: "moonshot", isEmulator: true });
    const list = await provider?.listModels();
    expect(list?.defaultModel).toBe("kimi-k2.5");
    expect(list?.models.filter(({ capabilities }) => capabilities.retired || capabilities.prices)).toEqual(
      [],
    );
    const scenario = list?.models.find((model) => model.id === "scenario-slow");
    expect(scenario?.capabilities).toMatchObject({ family: "kimi-k2.5" });
  });
});
