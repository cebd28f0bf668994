import type { KimiFamily } from "./capabilities";

// Ids differ by vendor: kimi-k2.5, moonshotai/Kimi-K2.5, kimi-k2p5 (Fireworks), a served name with a suffix such as
// -NVFP4 or :cloud. A longer version (k3.1, k2.55) and a bit width (k2-5bit) are other models.
const version = (major: string, minor: string) =>
  new RegExp(`kimi[-_ ]?k${major}[-_.p]${minor}(?!\\d|\\.\\d|[-_]?bit)`, "i");

const patterns: readonly (readonly [KimiFamily, RegExp])[] = [
  ["kimi-k2.5", version("2", "5")],
  ["kimi-k2.6", version("2", "6")],
  ["kimi-k2.7-code", version("2", "7")],
  ["kimi-k3", /kimi[-_ ]?k3(?!\d|[.p]\d|[-_]\d(?!\d)|[-_]?\d*bit)/i],
];

/** The family a model id names, whatever vendor wrote it; undefined for every other model. */
export function familyOf(id: string): KimiFamily | undefined {
  return patterns.find(([, pattern]) => pattern.test(id))?.[0];
}

/** Whether an id names a model of Moonshot's, known to the catalogue or not. */
export function isKimiId(id: string): boolean {
  return /kimi|moonshot/i.test(id);
}

/** Whether an id names one of the emulator's scenarios, which behave as Kimi K2.5 would. */
export function isScenarioId(id: string): boolean {
  return id.startsWith("scenario-");
}
