// `npm run bench:stream`: what streaming through this server costs, beside a bare pipe, a Next route that passes
// through and an AI SDK route, in front of one fake upstream, interleaved in one run. Prints markdown.
import { existsSync } from "node:fs";
import { cpus } from "node:os";
import { goalTable } from "./goals";
import { measureFirstToken } from "./measure/first-token";
import { measureMax } from "./measure/max";
import { measurePaced } from "./measure/paced";
import { measureStalled } from "./measure/stalled";
import { measureStop } from "./measure/stop";
import { measureSustained } from "./measure/sustained";
import { idleMemory, warmUp } from "./measure/warm-up";
import { type MeasureName, type Options, parseOptions, usage } from "./options";
import { tables } from "./report";
import { type Rig, withRig } from "./rig";
import { prepare } from "./servers";

/** Longer than any run that goes well; a hang must end. */
const longestMs = 15 * 60_000;

async function measureAll(rig: Rig, { only, servers, sizes }: Options): Promise<void> {
  const idleMb = await idleMemory(rig.servers);
  for (const server of rig.servers) await warmUp(rig, server);
  const measures: Record<MeasureName, () => Promise<void>> = {
    first: () => measureFirstToken(rig, sizes),
    paced: () => measurePaced(rig, sizes),
    sustained: () => measureSustained(rig, sizes, idleMb),
    max: () => measureMax(rig, sizes),
    stop: () => measureStop(rig),
    stalled: () => measureStalled(rig, servers, sizes),
  };
  for (const name of only) {
    const started = performance.now();
    await measures[name]();
    console.error(`bench: ${name} took ${((performance.now() - started) / 1000).toFixed(0)} s`);
  }
}

function heading(seconds: number): string {
  const processors = cpus();
  const machine = `${processors.length} × ${processors[0]?.model.trim() ?? "unknown processor"}`;
  return [
    `Node ${process.version}, ${machine}, shared by load generator, upstream and servers: read ratios, not times.`,
    `Whole run ${Math.round(seconds)} s.`,
    "",
  ].join("\n");
}

async function main(): Promise<number> {
  if (!existsSync("/proc/self/stat")) throw new Error("The bench reads /proc and runs on Linux only.");
  const options = parseOptions(process.argv.slice(2));
  await prepare(options.servers);
  const started = performance.now();
  const late = setTimeout(() => process.kill(process.pid, "SIGTERM"), longestMs);
  const rig = await withRig(options.servers, (own) => measureAll(own, options));
  clearTimeout(late);
  console.log(heading((performance.now() - started) / 1000));
  console.log(goalTable(rig.samples));
  console.log(tables(rig.samples));
  for (const problem of rig.problems) console.log(`- FAILED ${problem}`);
  return rig.problems.length > 0 ? 1 : 0;
}

main().then(
  (code) => process.exit(code),
  (error: Error) => {
    console.error(`bench: ${error.message}\n${usage}`);
    process.exit(2);
  },
);
