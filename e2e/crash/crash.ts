// `npm run test:crash -- [rounds] [--seed N]`: kills the built server with SIGKILL at random moments, starts it again
// on the same data and looks whether everything that was acknowledged is there. 40 rounds unless said otherwise.
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { ensureBuilt } from "../../scripts/setup.mjs";
import { dataFolder, freePort, launchPerigee, type Running } from "../server";
import { beBusy } from "./activity";
import { Ledger } from "./ledger";
import { type Random, seeded } from "./random";
import { damageIn } from "./store-files";
import { verify } from "./verify";

/** Every so many rounds it is also killed while it starts, and while it starts for the first time. */
const killStartEvery = 4;
const killCreationEvery = 3;

type Totals = { lost: string[]; failedOpens: string[]; behindMs: number; interrupted: number };

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function environment(folder: string, random: Random): Record<string, string> {
  return {
    PERIGEE_DATA_DIR: folder,
    PERIGEE_EMULATOR_SPEED: random.pick(["100", "200", "400", "max"]) ?? "200",
  };
}

/** Starts the server; undefined, and taken down, when it does not open. */
async function open(folder: string, random: Random, totals: Totals): Promise<Running | undefined> {
  const server = launchPerigee(environment(folder, random), await freePort());
  try {
    await server.ready();
    return server;
  } catch (error) {
    await server.stop();
    totals.failedOpens.push(String(error));
    return undefined;
  }
}

/** Starts the server and kills it somewhere on the way to being ready, or shortly after. */
async function killWhileStarting(folder: string, random: Random): Promise<number> {
  const server = launchPerigee(environment(folder, random), await freePort());
  // The store is opened by the first request at the latest, so there must be one.
  const ready = server.ready().catch(() => undefined);
  const after = 100 + random.whole(900);
  await sleep(after);
  await server.stop("SIGKILL");
  await ready;
  return after;
}

async function killFirstCreation(random: Random, totals: Totals): Promise<void> {
  const data = await dataFolder();
  try {
    const after = await killWhileStarting(data.path, random);
    const damage = await damageIn(data.path);
    totals.lost.push(...damage.map((one) => `a new store killed after ${after} ms: ${one}`));
    const again = await open(data.path, random, totals);
    if (!again) say(`a new store that was killed after ${after} ms does not open`);
    await again?.stop();
  } finally {
    await data.remove();
  }
}

/** One round of work that ends with a kill; answers when that was and what went wrong before it. */
async function workAndKill(
  server: Running,
  ledger: Ledger,
  random: Random,
): Promise<{ killedAt: number; problems: string[] }> {
  let killedAt = Number.POSITIVE_INFINITY;
  const problems: string[] = [];
  const isCut = () => killedAt !== Number.POSITIVE_INFINITY;
  const busy = beBusy({ url: server.url, ledger, random: random.branch("work"), isCut, problems });
  // Half of the kills fall at any time, half right behind an acknowledgement, where a promise is freshest.
  if (random.share() < 0.5) await sleep(30 + random.whole(1500));
  else await Promise.race([ledger.after(1 + random.whole(12)), sleep(2_500)]);
  killedAt = performance.now();
  await server.stop("SIGKILL");
  await busy;
  return { killedAt, problems };
}

/** One round; false when the store did not open again, so that there is nothing to go on with. */
async function round(
  number: number,
  folder: string,
  ledger: Ledger,
  random: Random,
  totals: Totals,
): Promise<boolean> {
  const server = await open(folder, random, totals);
  if (!server) return false;
  const before = ledger.acknowledged;
  const { killedAt, problems } = await workAndKill(server, ledger, random);
  const lost = problems.map((problem) => `while it ran, ${problem}`);
  lost.push(...(await damageIn(folder)));
  if (number % killStartEvery === 0) {
    await killWhileStarting(folder, random);
    lost.push(...(await damageIn(folder)));
  }
  if (number % killCreationEvery === 0) await killFirstCreation(random, totals);

  const again = await open(folder, random, totals);
  if (again) {
    const findings = await verify(again.url, ledger, killedAt);
    await again.stop("SIGKILL");
    lost.push(...findings.lost);
    totals.interrupted += findings.interrupted;
    totals.behindMs = Math.max(totals.behindMs, findings.behindMs);
    const counts = `${ledger.acknowledged - before} acknowledged, ${findings.interrupted} turns cut`;
    say(`round ${number}: ${counts}, ${lost.length} lost`);
  }
  totals.lost.push(...lost.map((one) => `round ${number}: ${one}`));
  return again !== undefined;
}

async function crash(rounds: number, seed: number, folder: string): Promise<boolean> {
  const ledger = new Ledger();
  const totals: Totals = { lost: [], failedOpens: [], behindMs: 0, interrupted: 0 };
  let done = 0;
  for (let goesOn = true; goesOn && done < rounds; ) {
    done += 1;
    goesOn = await round(done, folder, ledger, seeded(seed).branch(`round ${done}`), totals);
  }
  for (const one of totals.lost) say(`LOST ${one}`);
  for (const one of totals.failedOpens) say(`DID NOT OPEN ${one}`);
  say(
    `${totals.interrupted} turns cut; the log was at most ${totals.behindMs.toFixed(0)} ms behind its readers`,
  );
  const counts = `${totals.lost.length} lost, ${totals.failedOpens.length} failed opens`;
  say(`${done} rounds, ${ledger.acknowledged} acknowledged, ${counts}`);
  return totals.lost.length + totals.failedOpens.length === 0;
}

async function main(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { seed: { type: "string" } },
  });
  const rounds = Number(positionals[0] ?? 40);
  const seed = Number(values.seed ?? Math.floor(Math.random() * 1e9));
  if (!Number.isInteger(rounds) || rounds < 1 || !Number.isInteger(seed)) {
    console.error("npm run test:crash -- [rounds] [--seed N], both whole numbers");
    return 2;
  }
  await ensureBuilt();
  say(`${rounds} rounds, seed ${seed}`);
  const data = await dataFolder();
  const good = await crash(rounds, seed, data.path).catch(async (error: unknown) => {
    await data.remove();
    throw error;
  });
  if (good) await data.remove();
  else say(`The data is kept in ${data.path}.`);
  return good ? 0 : 1;
}

process.exit(await main());
