import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Order, RunResult, StopResult, UpstreamNews } from "./wire";

/** A process of the bench's own that is told what to do over a channel; it ends with the channel. */
function forked(file: string) {
  const child = fork(join(import.meta.dirname, file), { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const exited = once(child, "exit");
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
    await exited;
  };
  return { child, exited, stop };
}

type Results = {
  run: RunResult;
  verify: string | undefined;
  stop: StopResult;
  stall: undefined;
  resume: string[];
};

export type Load = {
  /** Carries out one order, one at a time. @throws Error when the load process fails. */
  order: <Type extends Order["type"]>(order: Extract<Order, { type: Type }>) => Promise<Results[Type]>;
  stop: () => Promise<void>;
};

export function startLoad(): Load {
  const { child, exited, stop } = forked("load.ts");
  const order: Load["order"] = async (what) => {
    const reply = once(child, "message");
    child.send(what);
    const gone = exited.then(([code]) => {
      throw new Error(`The load process ended with ${code}.`);
    });
    const [message] = await Promise.race([reply, gone]);
    if (message.error) throw new Error(message.error);
    // The load process answers each order with that order's result.
    return message.result;
  };
  return { order, stop };
}

export type Upstream = {
  /** Ends in /v1. */
  url: string;
  /** When each stream's connection was aborted, by stream number, in `microseconds()`. */
  aborts: ReadonlyMap<number, number>;
  stop: () => Promise<void>;
};

export async function startUpstream(): Promise<Upstream> {
  const { child, exited, stop } = forked("upstream.ts");
  const aborts = new Map<number, number>();
  const port = await new Promise<number>((resolve, reject) => {
    child.on("message", (news: UpstreamNews) => {
      if (news.type === "listening") resolve(news.port);
      else aborts.set(news.stream, news.at);
    });
    exited.then(([code]) => reject(new Error(`The fake upstream ended with ${code}.`)));
  });
  return { url: `http://127.0.0.1:${port}/v1`, aborts, stop };
}
