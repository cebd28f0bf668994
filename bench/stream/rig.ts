import { type Load, startLoad, startUpstream, type Upstream } from "./child";
import type { MeasureName, ServerName } from "./options";
import { type Server, startServer } from "./servers";

/** One number that was measured: which, of which server, in which round. */
export type Sample = { measure: MeasureName; server: ServerName | "direct"; round: number; values: Values };
export type Values = Record<string, number>;

/** Everything a measure works with. */
export type Rig = {
  upstream: Upstream;
  load: Load;
  servers: Server[];
  /** Starts one more server; it is ended with the rig at the latest. */
  start: (name: ServerName) => Promise<Server>;
  samples: Sample[];
  /** What went wrong, in sentences; a run with any has failed. */
  problems: string[];
};

/** Starts all processes, runs `work` and ends them, whatever happens. */
export async function withRig(names: readonly ServerName[], work: (rig: Rig) => Promise<void>): Promise<Rig> {
  const running: { stop: () => Promise<void> }[] = [];
  const stopAll = () => Promise.all(running.splice(0).map((one) => one.stop()));
  const interrupted = (signal: NodeJS.Signals) => {
    console.error("bench: ended before it was done");
    void stopAll().finally(() => process.exit(signal === "SIGINT" ? 130 : 143));
  };
  process.once("SIGINT", interrupted).once("SIGTERM", interrupted);
  const started = <Program extends { stop: () => Promise<void> }>(program: Program) => {
    running.push(program);
    return program;
  };
  try {
    const upstream = started(await startUpstream());
    const load = started(startLoad());
    const start = async (name: ServerName) => started(await startServer(name, upstream.url));
    const servers: Server[] = [];
    for (const name of names) servers.push(await start(name));
    const rig = { upstream, load, servers, start, samples: [], problems: [] };
    await work(rig);
    return rig;
  } finally {
    await stopAll();
    process.off("SIGINT", interrupted).off("SIGTERM", interrupted);
  }
}

/** The servers in another order each round, so that none always has the machine's best moment. */
export function rotated<One>(all: readonly One[], round: number): One[] {
  const start = round % Math.max(1, all.length);
  return [...all.slice(start), ...all.slice(0, start)];
}

/** Notes what went wrong in a measure; three of a kind say enough. */
export function note(rig: Rig, where: string, failures: readonly string[]): void {
  if (failures.length > 0)
    rig.problems.push(`${where}: ${failures.length} failed (${failures.slice(0, 3).join("; ")})`);
}
