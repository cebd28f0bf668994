import type { Sizes } from "../options";
import { type Rig, rotated, type Values } from "../rig";
import { runStreams } from "./run-streams";

export const streamCounts = [1, 50, 200] as const;
/** With as many tokens as the others, the AI SDK's route would take most of the run. */
const aiShare = 0.25;

/** As fast as possible: CPU per token and tokens a second, at few and at many streams. */
export async function measureMax(rig: Rig, sizes: Sizes): Promise<void> {
  for (let round = 0; round < sizes.rounds; round += 1) {
    for (const server of rotated(rig.servers, round)) {
      const values: Values = {};
      const total = sizes.maxTokens * (server.name === "ai" ? aiShare : 1);
      for (const streams of streamCounts) {
        const tokens = Math.round(total / streams);
        const what = `${streams} as fast as possible`;
        const done = await runStreams(rig, server, what, { streams, tokens, rate: 0, deadlineMs: 60_000 });
        values[`cpu${streams}`] = done.cpuMsPer1000;
        values[`perSecond${streams}`] = done.tokens / done.seconds;
      }
      rig.samples.push({ measure: "max", server: server.name, round, values });
    }
  }
}
