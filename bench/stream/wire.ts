import { performance } from "node:perf_hooks";

/** What the fake upstream is to answer; it stands in the prompt, so that it passes through any server. */
export type Answer = {
  stream: number;
  tokens: number;
  /** Tokens a second; 0: as fast as they are taken. */
  rate: number;
};

/** The prompt that asks the fake upstream for an answer. */
export function promptFor({ stream, tokens, rate }: Answer): string {
  return `stream=${stream} tokens=${tokens} rate=${rate}`;
}

/** Reads what `promptFor` wrote; undefined when it is not there. */
export function answerFor(prompt: string): Answer | undefined {
  const found = /stream=(\d+) tokens=(\d+) rate=(\d+)/.exec(prompt);
  return found ? { stream: Number(found[1]), tokens: Number(found[2]), rate: Number(found[3]) } : undefined;
}

const sinceBoot = Number(process.hrtime.bigint() / 1000n) - performance.now() * 1000;

/** Microseconds of the machine's monotonic clock, which all its processes share; no clock step disturbs it. */
export function microseconds(): number {
  return Math.round(sinceBoot + performance.now() * 1000);
}

/** A token's text begins with `tokenMark`, then `stampDigits` digits of `microseconds()`, a dot and its number. */
export const tokenMark = "~";
export const stampDigits = 14;

/** The text of one token: when it was written, and the how manieth of its answer it is, from 0. */
export function tokenText(at: number, index: number): string {
  return `${tokenMark}${String(at).padStart(stampDigits, "0")}.${index} `;
}

/** Says what is wrong with an answer's whole text; undefined when every token is there, once and in order. */
export function problemOf(text: string, tokens: number): string | undefined {
  const found = text.split(tokenMark).slice(1);
  const wrong = found.findIndex((token, index) => token.slice(stampDigits) !== `.${index} `);
  if (wrong >= 0) return `token ${wrong} came as "${found[wrong]}"`;
  return found.length === tokens ? undefined : `${found.length} of ${tokens} tokens came`;
}

/** How a server under test is reached: whose request and stream shapes it takes, and where. */
export type Target = { shape: "openai" | "ui-message" | "perigee"; url: string };

/** What the load process is asked to do. Times are milliseconds. */
export type Order =
  | {
      type: "run";
      target: Target;
      answer: Omit<Answer, "stream">;
      /** How many streams in all, and how many of them at a time. */
      streams: number;
      atOnce: number;
      deadlineMs: number;
    }
  | { type: "verify"; target: Target; tokens: number; deadlineMs: number }
  | { type: "stop"; target: Target; streams: number; deadlineMs: number }
  | { type: "stall"; target: Target; streams: number; tokens: number }
  | { type: "resume"; deadlineMs: number };

export type RunResult = {
  failures: string[];
  tokens: number;
  seconds: number;
  /** One a stream. */
  firstTokenMs: number[];
  delayMs: { p50: number; p95: number };
  /** The 99th percentile of the time between two tokens of a stream: of the median stream and of the worst. */
  gapMs: { median: number; worst: number };
};

/** When each stop was asked for, by stream number, in `microseconds()`. */
export type StopResult = { failures: string[]; asked: [stream: number, at: number][] };

/** What the fake upstream tells. */
export type UpstreamNews =
  | { type: "listening"; port: number }
  | { type: "aborted"; stream: number; at: number };
