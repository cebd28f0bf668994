import type { Sizes } from "../options";
import { note, type Rig, rotated } from "../rig";
import { percentile } from "../statistics";
import type { Target } from "../wire";

/** One stream at a time, a short answer each: how long from the request to its first token. */
export async function measureFirstToken(rig: Rig, sizes: Sizes): Promise<void> {
  const direct: Target = { shape: "openai", url: `${rig.upstream.url}/chat/completions` };
  const all = [{ name: "direct" as const, target: direct }, ...rig.servers];
  for (let round = 0; round < sizes.rounds; round += 1) {
    for (const { name, target } of rotated(all, round)) {
      const { failures, firstTokenMs } = await rig.load.order<"run">({
        type: "run",
        target,
        answer: { tokens: 5, rate: 200 },
        streams: Math.ceil(sizes.firstTokens / sizes.rounds),
        atOnce: 1,
        deadlineMs: 30_000,
      });
      note(rig, `${name}, first token`, failures);
      const values = { p50: percentile(firstTokenMs, 0.5), p95: percentile(firstTokenMs, 0.95) };
      rig.samples.push({ measure: "first", server: name, round, values });
    }
  }
}
