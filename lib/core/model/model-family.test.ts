import { describe, expect, it } from "vitest";
import { familyOf, isKimiId, isScenarioId } from "./model-family";

describe("familyOf", () => {
  it.each([
    ["kimi-k2.5", "kimi-k2.5"],
    ["moonshotai/Kimi-K2.5", "kimi-k2.5"],
    ["moonshotai/kimi-k2.5", "kimi-k2.5"],
    ["accounts/fireworks/models/kimi-k2p5", "kimi-k2.5"],
    ["Pro/moonshotai/Kimi-K2.5", "kimi-k2.5"],
    ["@cf/moonshotai/kimi-k2.5", "kimi-k2.5"],
    ["moonshotai.kimi-k2.5", "kimi-k2.5"],
    ["nvidia/Kimi-K2.5-NVFP4", "kimi-k2.5"],
    ["/models/Kimi-K2.5-GGUF", "kimi-k2.5"],
    ["kimi-k2.5:cloud", "kimi-k2.5"],
    ["kimi_k2_5", "kimi-k2.5"],
    ["moonshotai/kimi-k2.6", "kimi-k2.6"],
    ["kimi-k2.7-code", "kimi-k2.7-code"],
    ["kimi-k2.7-code-highspeed", "kimi-k2.7-code"],
    ["accounts/fireworks/models/kimi-k2p7-code", "kimi-k2.7-code"],
    ["kimi-k3", "kimi-k3"],
    ["moonshotai/Kimi-K3-0902", "kimi-k3"],
    ["openrouter/kimi-k3:online", "kimi-k3"],
  ])("%s is %s", (id, family) => {
    expect(familyOf(id)).toBe(family);
  });

  it.each([
    "kimi-k2",
    "kimi-k2-0905-preview",
    "kimi-k2-thinking",
    "Kimi-K2-5bit",
    "kimi-k2.55",
    "kimi-k2.5.1",
    "kimi-k2.8-preview",
    "kimi-k3.1-pro",
    "kimi-k3p1",
    "kimi-k30",
    "moonshot-v1-8k",
    "gpt-k2.5",
    "",
  ])("%s is none of the catalogue's", (id) => {
    expect(familyOf(id)).toBeUndefined();
  });
});

it("tells Moonshot's ids from others, and scenarios from models", () => {
  expect(isKimiId("Kimi-K9")).toBe(true);
  expect(isKimiId("moonshot-v1-8k")).toBe(true);
  expect(isKimiId("llama-4")).toBe(false);
  expect(isScenarioId("scenario-slow")).toBe(true);
  expect(isScenarioId("my/scenario-slow")).toBe(false);
});
