import { setTimeout as sleep } from "node:timers/promises";
import { cpuMs, residentMb } from "../process-figures";
import { note, type Rig } from "../rig";
import type { Server } from "../servers";
import type { RunResult } from "../wire";

/** Writing that a server puts off, such as a log every 100 ms, belongs to the streams it is for. */
const settleMs = 400;
const lookEveryMs = 250;

export type Streams = { streams: number; tokens: number; rate: number; deadlineMs: number };

/** Runs streams side by side through a server and measures its process meanwhile. */
export async function runStreams(
  rig: Rig,
  server: Server,
  what: string,
  { streams, tokens, rate, deadlineMs }: Streams,
): Promise<RunResult & { cpuMsPer1000: number; cpuShare: number; peakMb: number }> {
  let peakMb = residentMb(server.pid);
  const look = setInterval(() => {
    peakMb = Math.max(peakMb, residentMb(server.pid));
  }, lookEveryMs);
  try {
    const before = cpuMs(server.pid);
    const result = await rig.load.order<"run">({
      type: "run",
      target: server.target,
      answer: { tokens, rate },
      streams,
      atOnce: streams,
      deadlineMs,
    });
    await sleep(settleMs);
    const used = cpuMs(server.pid) - before;
    note(rig, `${server.name}, ${what}`, result.failures);
    return {
      ...result,
      cpuMsPer1000: (used / result.tokens) * 1000,
      cpuShare: used / 1000 / result.seconds,
      peakMb,
    };
  } finally {
    clearInterval(look);
  }
}
