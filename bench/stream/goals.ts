import type { MeasureName } from "./options";
import { valuesOf } from "./report";
import type { Sample } from "./rig";
import { median } from "./statistics";

type Goal = {
  text: string;
  measure: MeasureName;
  key: string;
  ratio?: boolean;
  digits: number;
  /** Counts from this server's number: the goal is what is over it. */
  over?: string;
  held: (value: number) => boolean;
};

const goals: Goal[] = [
  {
    text: "first token p50 at most 1 ms over the Next pass-through",
    measure: "first",
    key: "p50",
    digits: 2,
    over: "next",
    held: (ms) => ms <= 1,
  },
  {
    text: "CPU per token, 50 streams at 20 tokens/s, at most 2.7 of the pipe (2.3 to aim at)",
    measure: "paced",
    key: "cpu",
    ratio: true,
    digits: 2,
    held: (ratio) => ratio <= 2.7,
  },
  { text: "delay p50 at most 1.5 ms", measure: "paced", key: "p50", digits: 2, held: (ms) => ms <= 1.5 },
  { text: "delay p95 at most 5 ms", measure: "paced", key: "p95", digits: 2, held: (ms) => ms <= 5 },
  {
    text: "50 of 50 stopped turns aborted upstream within 100 ms",
    measure: "stop",
    key: "within",
    digits: 0,
    held: (count) => count === 50,
  },
  {
    text: "200 streams at 50 tokens/s, none failing",
    measure: "sustained",
    key: "failures",
    digits: 0,
    held: (count) => count === 0,
  },
  {
    text: "200 streams at 50 tokens/s, p99 gap under 150 ms on the worst of them",
    measure: "sustained",
    key: "gapWorst",
    digits: 1,
    held: (ms) => ms < 150,
  },
  {
    text: "eight readers that stall on a 17 MB answer cost under 16 MB",
    measure: "stalled",
    key: "held",
    digits: 1,
    held: (mb) => mb < 16,
  },
  {
    text: "resident memory under 250 MB idle",
    measure: "sustained",
    key: "idleMb",
    digits: 0,
    held: (mb) => mb < 250,
  },
  {
    text: "resident memory under 400 MB at 200 streams",
    measure: "sustained",
    key: "peakMb",
    digits: 0,
    held: (mb) => mb < 400,
  },
];

/** What Perigee is held to beside what was measured, as a markdown table; goals without a measurement are left out. */
export function goalTable(samples: readonly Sample[]): string {
  const rows = goals.flatMap((goal) => {
    const own = median(valuesOf(samples, goal.measure, "perigee", goal));
    const base = goal.over ? median(valuesOf(samples, goal.measure, goal.over, goal)) : 0;
    const value = own - base;
    if (Number.isNaN(value)) return [];
    return `| ${goal.text} | ${value.toFixed(goal.digits)} | ${goal.held(value) ? "held" : "**missed**"} |`;
  });
  return rows.length > 0 ? ["| Goal | Measured | |", "|---|---|---|", ...rows, ""].join("\n") : "";
}
