import { describe, expect, it } from "vitest";
import { dialectNames } from "./capabilities";
import { capabilitiesOf } from "./catalogue";

describe("capabilitiesOf", () => {
  it("knows Kimi K2.5 on Moonshot, and that it is retired there", () => {
    expect(capabilitiesOf("kimi-k2.5", "moonshot")).toEqual({
      family: "kimi-k2.5",
      label: "Kimi K2.5",
      input: { image: true, video: true },
      thinking: { mode: "switchable", default: true },
      sampling: "fixed",
      keepReasoning: "none",
      contextTokens: 262_144,
      prices: { cachedInput: 0.1, input: 0.6, output: 3 },
      retired: { on: "2026-08-31", instead: "kimi-k3" },
    });
  });

  it("knows the open weights elsewhere: free sampling, no price of Moonshot's", () => {
    for (const dialect of dialectNames.filter((name) => name !== "moonshot")) {
      const capabilities = capabilitiesOf("moonshotai/Kimi-K2.5", dialect);
      expect(capabilities).toMatchObject({ family: "kimi-k2.5", sampling: "free" });
      expect(capabilities.prices).toBeUndefined();
    }
  });

  it("knows what each vendor's own service has retired, and that nobody else has", () => {
    const retiredAt = (id: string, isHosted: boolean) =>
      dialectNames.flatMap((dialect) => {
        const { retired } = capabilitiesOf(id, dialect, undefined, isHosted);
        return retired ? [[dialect, retired.on]] : [];
      });
    expect(retiredAt("moonshotai/kimi-k2.5", true)).toEqual([
      ["moonshot", "2026-08-31"],
      ["together", "2026-05-21"],
      ["nvidia", "2026-05-20"],
      ["openrouter", "2026-09-07"],
    ]);
    expect(retiredAt("moonshotai/kimi-k2.6", true)).toEqual([["nvidia", "2026-07-07"]]);
    expect(retiredAt("kimi-k3", true)).toEqual([]);
    expect([...retiredAt("kimi-k2.5", false), ...retiredAt("kimi-k2.6", false)]).toEqual([]);
  });

  it("offers video only where an endpoint takes it", () => {
    const seesVideo = dialectNames.filter((dialect) => capabilitiesOf("kimi-k2.5", dialect).input.video);
    expect(seesVideo).toEqual(["moonshot", "nvidia", "openai-compatible"]);
    const reported = { id: "kimi-k2.5", supportsVideo: true };
    expect(capabilitiesOf("kimi-k2.5", "vllm", reported).input.video).toBe(false);
  });

  it("tells the modes of thinking and what reasoning is kept", () => {
    const modes = ["kimi-k2.6", "kimi-k2.7-code-highspeed", "kimi-k3"].map((id) => {
      const { thinking, keepReasoning, label } = capabilitiesOf(id, "moonshot");
      return [label, thinking.mode, keepReasoning];
    });
    expect(modes).toEqual([
      ["Kimi K2.6", "switchable", "optional"],
      ["Kimi K2.7 Code Highspeed", "always", "all"],
      ["Kimi K3", "effort", "all"],
    ]);
  });

  it("believes what the endpoint reports over the catalogue", () => {
    const reported = {
      id: "kimi-k3",
      contextLength: 500_000,
      supportsImage: false,
      supportsVideo: true,
      maxOutputTokens: 9,
      prices: { cachedInput: 1, input: 2, output: 3 },
    };
    expect(capabilitiesOf("kimi-k3", "moonshot", reported)).toMatchObject({
      contextTokens: 500_000,
      input: { image: false, video: true },
      maxOutputTokens: 9,
      prices: { input: 2 },
    });
  });

  it("recognises what is served under another name", () => {
    const reported = { id: "default", servedFrom: "moonshotai/Kimi-K2.5", contextLength: 131_072 };
    expect(capabilitiesOf("default", "vllm", reported)).toMatchObject({
      family: "kimi-k2.5",
      contextTokens: 131_072,
    });
  });

  it("lets the emulator's scenarios behave as Kimi K2.5 under their own names, never retired", () => {
    const capabilities = capabilitiesOf("scenario-slow", "moonshot");
    expect(capabilities).toMatchObject({ family: "kimi-k2.5", label: "scenario-slow" });
    expect(capabilities.retired).toBeUndefined();
  });

  it("gives a model nobody knows safe ground", () => {
    expect(capabilitiesOf("llama-4", "openrouter")).toEqual({
      family: "unknown",
      label: "llama-4",
      input: { image: true, video: false },
      thinking: { mode: "unknown", default: false },
      sampling: "free",
      keepReasoning: "none",
    });
    expect(capabilitiesOf("kimi-k2.8-preview", "moonshot")).toMatchObject({
      label: "kimi-k2.8-preview",
      thinking: { mode: "unknown", default: true },
      sampling: "fixed",
      keepReasoning: "all",
    });
    const reported = { id: "x", supportsReasoning: false, supportsImage: false };
    expect(capabilitiesOf("x", "moonshot", reported)).toMatchObject({
      thinking: { mode: "none", default: false },
      input: { image: false, video: false },
      keepReasoning: "none",
    });
  });
});
