import { parseArgs } from "node:util";

/** The servers that are compared; `direct` is the upstream without any, for the first token only. */
export const serverNames = ["pipe", "next", "ai", "perigee"] as const;
export type ServerName = (typeof serverNames)[number];

export const measureNames = ["first", "paced", "sustained", "max", "stop", "stalled"] as const;
export type MeasureName = (typeof measureNames)[number];

/** How large each measure is. Times are seconds. */
export type Sizes = {
  rounds: number;
  /** Of `sustained` and `stalled`, which take long. */
  longRounds: number;
  firstTokens: number;
  pacedSeconds: number;
  sustainedSeconds: number;
  /** Tokens of all streams together, as fast as possible. */
  maxTokens: number;
};

export type Options = { servers: ServerName[]; only: MeasureName[]; sizes: Sizes };

const whole: Sizes = {
  rounds: 3,
  longRounds: 1,
  firstTokens: 60,
  pacedSeconds: 15,
  sustainedSeconds: 15,
  maxTokens: 100_000,
};
const quick: Sizes = {
  rounds: 1,
  longRounds: 1,
  firstTokens: 20,
  pacedSeconds: 4,
  sustainedSeconds: 4,
  maxTokens: 20_000,
};

export const usage = `npm run bench:stream -- [--only ${measureNames.join(",")}] [--server ${serverNames.join(",")}] [--rounds N] [--quick]`;

function listed<Name extends string>(
  given: string | undefined,
  known: readonly Name[],
  flag: string,
): Name[] {
  if (given === undefined) return [...known];
  const names = given.split(",");
  const wrong = names.find((name) => !known.some((one) => one === name));
  if (wrong !== undefined)
    throw new Error(`--${flag} does not know "${wrong}"; it takes ${known.join(", ")}.`);
  return known.filter((one) => names.includes(one));
}

/** Reads the flags. @throws Error whose message says which one cannot be used. */
export function parseOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: "string" },
      server: { type: "string" },
      rounds: { type: "string" },
      quick: { type: "boolean", default: false },
    },
  });
  const sizes = values.quick ? quick : whole;
  const rounds = values.rounds === undefined ? sizes.rounds : Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1 || rounds > 20)
    throw new Error("--rounds takes a number from 1 to 20.");
  const longRounds = values.rounds === undefined ? sizes.longRounds : rounds;
  return {
    servers: listed(values.server, serverNames, "server"),
    // Shorter, the stall would measure the kernel's own buffers; quick runs do it only when it is asked for.
    only: listed(values.only, measureNames, "only").filter(
      (name) => name !== "stalled" || !values.quick || values.only !== undefined,
    ),
    sizes: { ...sizes, rounds, longRounds },
  };
}
