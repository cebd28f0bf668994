import { setTimeout as sleep } from "node:timers/promises";
import type { ServerName, Sizes } from "../options";
import { cpuMs, residentMb } from "../process-figures";
import { note, type Rig, rotated } from "../rig";
import type { Server } from "../servers";
import { median } from "../statistics";
import { runStreams } from "./run-streams";

const readers = 8;
/** About 17 MB as the upstream sends it. */
const tokens = 92_000;
const leastWatchMs = 3_000;
const mostWatchMs = 30_000;
/** A server that uses less CPU than this in a second has done what it will do. */
const quietMs = 30;

/**
 * Readers that stop reading a long answer: what the server's memory grows by while they do. Each server is a fresh
 * process that has served as many readers of as long answers before, who read: what that takes is no cost of a stall.
 */
export async function measureStalled(rig: Rig, names: readonly ServerName[], sizes: Sizes): Promise<void> {
  for (let round = 0; round < sizes.longRounds; round += 1) {
    for (const name of rotated(names, round)) {
      const server = await rig.start(name);
      // The AI SDK's route would take more than a minute for all of it.
      const read = { streams: readers, tokens: name === "ai" ? tokens / 4 : tokens };
      await runStreams(rig, server, "before the stall", { ...read, rate: 0, deadlineMs: 90_000 });
      // At once: an idle V8 gives some 40 MB of young generation back after a while, and takes it again.
      rig.samples.push({ measure: "stalled", server: name, round, values: await stalledOn(rig, server) });
      await server.stop();
    }
  }
}

async function stalledOn(rig: Rig, server: Server) {
  const before = residentMb(server.pid);
  await rig.load.order<"stall">({ type: "stall", target: server.target, streams: readers, tokens });
  const seen = await watchUntilQuiet(server.pid);
  // The others' readers hold up the upstream; this server promises that the answer is there when they come back.
  if (server.name === "perigee") {
    const failures = await rig.load.order<"resume">({ type: "resume", deadlineMs: 90_000 });
    note(rig, `${server.name}, stalled readers that read on`, failures);
  }
  return { before, held: median(seen.slice(-20)) - before, most: Math.max(...seen) - before };
}

/** Memory 20 times a second until the server has nothing left to do. */
async function watchUntilQuiet(pid: number): Promise<number[]> {
  const seen: number[] = [];
  const started = performance.now();
  for (let usedBefore = cpuMs(pid); performance.now() < started + mostWatchMs; ) {
    for (let look = 0; look < 20; look += 1) {
      seen.push(residentMb(pid));
      await sleep(50);
    }
    const used = cpuMs(pid);
    if (used - usedBefore < quietMs && performance.now() > started + leastWatchMs) break;
    usedBefore = used;
  }
  return seen;
}
