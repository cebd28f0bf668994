import "server-only";
import { engineBugs } from "./engine-bugs";
import { faults } from "./faults";
import { refusals } from "./refusals";
import type { Scenario } from "./scenario";

/** Every scenario, in the order `/models` lists them. docs/emulator.md describes each. */
export const scenarios: readonly Scenario[] = [...faults, ...refusals, ...engineBugs];
