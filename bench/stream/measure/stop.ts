import { setTimeout as sleep } from "node:timers/promises";
import { note, type Rig } from "../rig";
import { percentile } from "../statistics";

const streams = 50;
const wantedMs = 100;

/** Answers stopped in the middle: how long from the request to stop until the upstream sees its connection abort. */
export async function measureStop(rig: Rig): Promise<void> {
  for (const server of rig.servers) {
    const { failures, asked } = await rig.load.order<"stop">({
      type: "stop",
      target: server.target,
      streams,
      deadlineMs: 20_000,
    });
    note(rig, `${server.name}, stop`, failures);
    for (let tries = 0; tries < 40 && asked.some(([stream]) => !rig.upstream.aborts.has(stream)); tries += 1)
      await sleep(50);
    const took = asked.map(
      ([stream, at]) => ((rig.upstream.aborts.get(stream) ?? Number.POSITIVE_INFINITY) - at) / 1000,
    );
    const values = {
      within: took.filter((ms) => ms <= wantedMs).length,
      p50: percentile(took, 0.5),
      worst: percentile(took, 1),
    };
    rig.samples.push({ measure: "stop", server: server.name, round: 0, values });
  }
}
