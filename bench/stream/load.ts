// The load generator: its own process, so that its work is not counted as a server's.
import type { ClientRequest, IncomingMessage } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { median, percentile } from "./statistics";
import { ask, type Outcome, post, readAnswer, readText, TokenScanner } from "./stream-client";
import { microseconds, type Order, problemOf, type RunResult, type StopResult, type Target } from "./wire";

let streams = 0;
const nextStream = () => {
  streams += 1;
  return streams;
};

type OrderOf<Type> = Extract<Order, { type: Type }>;

async function run({
  target,
  answer,
  streams: total,
  atOnce,
  deadlineMs,
}: OrderOf<"run">): Promise<RunResult> {
  const signal = AbortSignal.timeout(deadlineMs);
  const started = performance.now();
  const outcomes: Outcome[] = [];
  const delays: number[] = [];
  const gapP99: number[] = [];
  const watched = answer.rate > 0;
  const one = async () => {
    const gaps: number[] = [];
    let last = 0;
    const onToken = (cameAt: number, writtenAt: number) => {
      delays.push((cameAt - writtenAt) / 1000);
      if (last > 0) gaps.push((cameAt - last) / 1000);
      last = cameAt;
    };
    const asked = { ...answer, stream: nextStream() };
    outcomes.push(await readAnswer(target, asked, signal, watched ? onToken : undefined));
    if (gaps.length > 0) gapP99.push(percentile(gaps, 0.99));
  };
  let left = total;
  const worker = async () => {
    for (; left > 0 && !signal.aborted; ) {
      left -= 1;
      await one();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return {
    failures: outcomes.flatMap((outcome) => outcome.failure ?? []),
    tokens: outcomes.reduce((sum, outcome) => sum + outcome.tokens, 0),
    seconds: (performance.now() - started) / 1000,
    firstTokenMs: outcomes.map((outcome) => outcome.firstTokenMs).filter((ms) => !Number.isNaN(ms)),
    delayMs: { p50: percentile(delays, 0.5), p95: percentile(delays, 0.95) },
    gapMs: { median: median(gapP99), worst: percentile(gapP99, 1) },
  };
}

async function verify({ target, tokens, deadlineMs }: OrderOf<"verify">): Promise<string | undefined> {
  for (const rate of [0, 500]) {
    const answer = { stream: nextStream(), tokens, rate };
    const text = await readText(target, answer, AbortSignal.timeout(deadlineMs));
    const problem = problemOf(text, tokens);
    if (problem) return problem;
  }
  return undefined;
}

/** Stops each of many running answers in mid-stream: by the stop route where there is one, else by leaving. */
async function stop({ target, streams: count, deadlineMs }: OrderOf<"stop">): Promise<StopResult> {
  const result: StopResult = { failures: [], asked: [] };
  const one = async (index: number) => {
    const stream = nextStream();
    const { call, turnId } = await begun(target, stream, deadlineMs);
    // One after the other, each in the middle of its answer.
    await sleep(300 + index * 20);
    result.asked.push([stream, microseconds()]);
    if (target.shape !== "perigee") call.destroy();
    else if (turnId) {
      const status = await post(`${target.url}/${turnId}/stop`);
      if (status !== 200) result.failures.push(`stop answered ${status}`);
    } else result.failures.push("the stream began without a turn id");
  };
  const settled = await Promise.allSettled(Array.from({ length: count }, (_, index) => one(index)));
  for (const outcome of settled)
    if (outcome.status === "rejected") result.failures.push(String(outcome.reason));
  return result;
}

/** Resolves when the first token of an answer at 20 tokens a second is there. */
function begun(
  target: Target,
  stream: number,
  deadlineMs: number,
): Promise<{ call: ClientRequest; turnId?: string }> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => call.destroy(new Error("no first token in time")), deadlineMs);
    const failed = (problem: string) => {
      clearTimeout(late);
      reject(new Error(problem));
    };
    const scanner = new TokenScanner();
    let head = "";
    const answer = { stream, tokens: 1200, rate: 20 };
    const call = ask(
      target,
      answer,
      (response) => {
        response.on("data", (chunk: Buffer) => {
          if (scanner.tokens > 0) return;
          head += chunk.toString("latin1");
          scanner.feed(chunk);
          if (scanner.tokens === 0) return;
          clearTimeout(late);
          const turnId = /"turnId":"([^"]+)"/.exec(head)?.[1];
          resolve({ call, ...(turnId && { turnId }) });
        });
        response.on("error", (error) => failed(error.message));
      },
      failed,
    );
  });
}

let stalled: { response: IncomingMessage; tokens: number }[] = [];

/** Opens streams, reads their headers and nothing more. */
async function stall({ target, streams: count, tokens }: OrderOf<"stall">): Promise<void> {
  stalled = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<(typeof stalled)[number]>((resolve, reject) => {
          ask(
            target,
            { stream: nextStream(), tokens, rate: 0 },
            (response) => resolve({ response: response.pause(), tokens }),
            (problem) => reject(new Error(problem)),
          );
        }),
    ),
  );
}

/** Reads what `stall` left to its end; answers what went wrong. */
async function resume({ deadlineMs }: OrderOf<"resume">): Promise<string[]> {
  const ends = stalled.map(
    ({ response, tokens }) =>
      new Promise<string | undefined>((resolve) => {
        const scanner = new TokenScanner();
        const late = setTimeout(() => response.destroy(new Error("not over in time")), deadlineMs);
        const end = (failure?: string) => {
          clearTimeout(late);
          resolve(failure);
        };
        response.on("data", (chunk: Buffer) => scanner.feed(chunk));
        response.on("error", (error) => end(`${error.message}, with ${scanner.tokens} of ${tokens} tokens`));
        response.on("end", () =>
          end(scanner.tokens === tokens ? undefined : `${scanner.tokens} of ${tokens} tokens`),
        );
        response.resume();
      }),
  );
  stalled = [];
  return (await Promise.all(ends)).flatMap((failure) => failure ?? []);
}

function carryOut(order: Order): Promise<unknown> {
  switch (order.type) {
    case "run":
      return run(order);
    case "verify":
      return verify(order);
    case "stop":
      return stop(order);
    case "stall":
      return stall(order);
    case "resume":
      return resume(order);
  }
}

process.on("message", async (order: Order) => {
  const reply = await carryOut(order).then(
    (result) => ({ result }),
    (error: Error) => ({ error: error.message }),
  );
  process.send?.(reply);
});
process.on("disconnect", () => process.exit());
