// `npm test`: the checks and unit tests, then the journeys in a real Chromium against the built product.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { check } from "./check.mjs";
import { ensureBrowser, ensureBuilt, root, run, say } from "./setup.mjs";

const unit = await check();
await ensureBuilt();
const browser = await ensureBrowser();
say(`journeys in ${browser}`);
const report = join(root, "test-results", "e2e.json");
const code = await run(
  "playwright",
  ["test", "--config", "e2e/playwright.config.ts", ...process.argv.slice(2)],
  {
    env: { PLAYWRIGHT_CHROMIUM_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  },
);
const { expected, unexpected, flaky } = JSON.parse(readFileSync(report, "utf8")).stats;
const passed = unit.passed + expected;
const failed = unit.failed + unexpected + flaky + (code !== 0 && unexpected + flaky === 0 ? 1 : 0);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
