// `npm run check`: format, lint, lock, types, dead code, zones and unit tests; all of it, then the verdict.
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { missingFromLock } from "./lock.mjs";
import { ensureInstalled, ensurePostgres, root, run, say } from "./setup.mjs";

/** Runs every check; answers how many unit tests passed and how many things failed. */
export async function check() {
  await ensureInstalled();
  await ensurePostgres();
  const results = join(root, "test-results");
  mkdirSync(results, { recursive: true });
  let failed = 0;
  const step = async (name, work) => {
    const started = Date.now();
    const ok = await work();
    say(`${ok ? "ok    " : "FAILED"} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
    if (!ok) failed += 1;
  };
  const tool = (command, ...args) => run(command, args).then((code) => code === 0);

  await step("format and lint", () => tool("biome", "check", "--error-on-warnings"));
  await step("lock file is complete", () => {
    const missing = missingFromLock(readFileSync(join(root, "package-lock.json"), "utf8"));
    for (const line of missing) say(`missing from package-lock.json: ${line}`);
    return missing.length === 0;
  });
  await step(
    "types",
    async () => (await run("next", ["typegen"], { quiet: true })) === 0 && (await tool("tsc", "--noEmit")),
  );
  await step("dead code", () => tool("knip"));
  const report = join(results, "unit.json");
  await step("zones, unit and integration tests", () =>
    tool("vitest", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`),
  );
  const { numPassedTests: passed, numFailedTests } = JSON.parse(readFileSync(report, "utf8"));
  return { passed, failed: Math.max(failed, numFailedTests) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { failed } = await check();
  process.exit(failed === 0 ? 0 : 1);
}
