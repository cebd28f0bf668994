import { streamCounts } from "./measure/max";
import type { MeasureName, ServerName } from "./options";
import type { Sample } from "./rig";
import { median } from "./statistics";

const titles: Record<ServerName | "direct", string> = {
  direct: "upstream, direct",
  pipe: "bare pipe",
  next: "Next pass-through",
  ai: "AI SDK route",
  perigee: "Perigee",
};

/** A column: its heading, its decimals, and where its number is. `ratio` shows it as a multiple of the pipe's. */
type Column = { key: string; heading: string; digits: number; ratio?: boolean };
type Section = { measure: MeasureName; heading: string; columns: Column[] };

const sections: Section[] = [
  {
    measure: "first",
    heading: "First token, one stream at a time",
    columns: [
      { key: "p50", heading: "p50 ms", digits: 2 },
      { key: "p95", heading: "p95 ms", digits: 2 },
    ],
  },
  {
    measure: "paced",
    heading: "50 streams at 20 tokens/s",
    columns: [
      { key: "cpu", heading: "CPU ms per 1,000 tokens", digits: 1 },
      { key: "cpu", heading: "of the pipe", digits: 2, ratio: true },
      { key: "share", heading: "% of a core", digits: 1 },
      { key: "p50", heading: "delay p50 ms", digits: 2 },
      { key: "p95", heading: "delay p95 ms", digits: 2 },
    ],
  },
  {
    measure: "sustained",
    heading: "200 streams at 50 tokens/s",
    columns: [
      { key: "failures", heading: "failed", digits: 0 },
      { key: "perSecond", heading: "tokens/s", digits: 0 },
      { key: "gapMedian", heading: "p99 gap ms, median stream", digits: 1 },
      { key: "gapWorst", heading: "p99 gap ms, worst stream", digits: 1 },
      { key: "p50", heading: "delay p50 ms", digits: 2 },
      { key: "cpu", heading: "CPU ms per 1,000 tokens", digits: 1 },
      { key: "idleMb", heading: "MB idle", digits: 0 },
      { key: "peakMb", heading: "MB at most", digits: 0 },
    ],
  },
  {
    measure: "max",
    heading: "As fast as possible",
    columns: streamCounts.flatMap((streams) => [
      { key: `cpu${streams}`, heading: `CPU ms per 1,000, ${streams}`, digits: 1 },
      { key: `cpu${streams}`, heading: `of the pipe, ${streams}`, digits: 2, ratio: true },
      { key: `perSecond${streams}`, heading: `tokens/s, ${streams}`, digits: 0 },
    ]),
  },
  {
    measure: "stop",
    heading: "50 answers stopped in the middle",
    columns: [
      { key: "within", heading: "aborted upstream within 100 ms", digits: 0 },
      { key: "p50", heading: "p50 ms", digits: 1 },
      { key: "worst", heading: "worst ms", digits: 1 },
    ],
  },
  {
    measure: "stalled",
    heading: "Eight readers that stall on a 17 MB answer",
    columns: [
      { key: "before", heading: "MB before", digits: 0 },
      { key: "held", heading: "MB more while they stall", digits: 1 },
      { key: "most", heading: "MB more at most", digits: 1 },
    ],
  },
];

/** The tables as markdown: the median of the rounds, and the least and the most where there were several. */
export function tables(samples: readonly Sample[]): string {
  return sections.flatMap((section) => table(section, samples)).join("\n");
}

function table({ measure, heading, columns }: Section, samples: readonly Sample[]): string[] {
  const own = samples.filter((sample) => sample.measure === measure);
  const names = Object.keys(titles).filter((name) => own.some((sample) => sample.server === name));
  if (names.length === 0) return [];
  const rounds = Math.max(...own.map((sample) => sample.round)) + 1;
  const rows = names.map((name) => {
    const title = titles[name as keyof typeof titles];
    return `| ${[title, ...columns.map((column) => cell(valuesOf(samples, measure, name, column), column))].join(" | ")} |`;
  });
  return [
    `### ${heading}${rounds > 1 ? ` (${rounds} rounds: median, least to most)` : ""}`,
    "",
    `| ${["", ...columns.map((column) => column.heading)].join(" | ")} |`,
    `|${"---|".repeat(columns.length + 1)}`,
    ...rows,
    "",
  ];
}

/** One number a round; a ratio is taken within its round, where the machine was the same. */
export function valuesOf(
  samples: readonly Sample[],
  measure: MeasureName,
  server: string,
  { key, ratio = false }: { key: string; ratio?: boolean },
): number[] {
  const own = samples.filter((sample) => sample.measure === measure);
  return own.flatMap((sample) => {
    const value = sample.values[key];
    if (sample.server !== server || value === undefined) return [];
    if (!ratio) return [value];
    const pipe = own.find((other) => other.server === "pipe" && other.round === sample.round)?.values[key];
    return pipe === undefined ? [] : [value / pipe];
  });
}

function cell(values: readonly number[], { digits }: Column): string {
  if (values.length === 0) return "–";
  const shown = (value: number) =>
    Number.isFinite(value)
      ? value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits })
      : "never";
  const middle = shown(median(values));
  const range = `${shown(Math.min(...values))}–${shown(Math.max(...values))}`;
  return values.length > 1 ? `${middle} (${range})` : middle;
}
