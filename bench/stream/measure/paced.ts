import type { Sizes } from "../options";
import { type Rig, rotated } from "../rig";
import { runStreams } from "./run-streams";

const rate = 20;

/** 50 streams at a model's pace: CPU per token, and how long a token is under way. */
export async function measurePaced(rig: Rig, sizes: Sizes): Promise<void> {
  const tokens = rate * sizes.pacedSeconds;
  const deadlineMs = sizes.pacedSeconds * 2_000 + 10_000;
  for (let round = 0; round < sizes.rounds; round += 1) {
    for (const server of rotated(rig.servers, round)) {
      const done = await runStreams(rig, server, "50 paced", { streams: 50, tokens, rate, deadlineMs });
      const values = {
        cpu: done.cpuMsPer1000,
        share: done.cpuShare * 100,
        p50: done.delayMs.p50,
        p95: done.delayMs.p95,
      };
      rig.samples.push({ measure: "paced", server: server.name, round, values });
    }
  }
}
