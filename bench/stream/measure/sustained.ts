import type { Sizes } from "../options";
import { type Rig, rotated } from "../rig";
import { runStreams } from "./run-streams";

const streams = 200;
const rate = 50;

/** Many fast streams for a while: whether they hold, how even they are, and what memory they take. */
export async function measureSustained(rig: Rig, sizes: Sizes, idleMb: Map<string, number>): Promise<void> {
  const tokens = rate * sizes.sustainedSeconds;
  const deadlineMs = sizes.sustainedSeconds * 2_000 + 10_000;
  for (let round = 0; round < sizes.longRounds; round += 1) {
    for (const server of rotated(rig.servers, round)) {
      const done = await runStreams(rig, server, "200 sustained", { streams, tokens, rate, deadlineMs });
      const values = {
        failures: done.failures.length,
        perSecond: done.tokens / done.seconds,
        gapMedian: done.gapMs.median,
        gapWorst: done.gapMs.worst,
        p50: done.delayMs.p50,
        cpu: done.cpuMsPer1000,
        idleMb: idleMb.get(server.name) ?? Number.NaN,
        peakMb: done.peakMb,
      };
      rig.samples.push({ measure: "sustained", server: server.name, round, values });
    }
  }
}
