import { setTimeout as sleep } from "node:timers/promises";
import { residentMb } from "../process-figures";
import { note, type Rig } from "../rig";
import type { Server } from "../servers";
import { runStreams } from "./run-streams";

/** Memory of a server that nothing was asked of yet; it is let settle first. */
export async function idleMemory(servers: readonly Server[]): Promise<Map<string, number>> {
  await sleep(2_000);
  return new Map(servers.map((server) => [server.name, residentMb(server.pid)]));
}

/** Sees that a server delivers every token, once and in order, and lets its code be compiled before it is timed. */
export async function warmUp(rig: Rig, server: Server): Promise<void> {
  const problem = await rig.load
    .order<"verify">({ type: "verify", target: server.target, tokens: 500, deadlineMs: 20_000 })
    .catch((error: Error) => error.message);
  note(rig, `${server.name}, exact text`, problem ? [problem] : []);
  await runStreams(rig, server, "warm-up", { streams: 20, tokens: 200, rate: 0, deadlineMs: 20_000 });
  await runStreams(rig, server, "warm-up", { streams: 20, tokens: 60, rate: 40, deadlineMs: 20_000 });
}
