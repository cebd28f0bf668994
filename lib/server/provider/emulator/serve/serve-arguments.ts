import "server-only";
import { parseArgs } from "node:util";
import { type DialectName, dialectNames } from "@/lib/core/model/capabilities";

export type ServeArguments = { dialect: DialectName; port: number; apiKey?: string; tokensPerSecond: number };

const usualSpeed = "60";

/**
 * Reads `--dialect NAME --port N [--key KEY] [--speed N|max]`.
 * @throws Error whose message is the one line a person needs
 */
export function parseServeArguments(args: string[]): ServeArguments {
  const { values } = parsed(args);
  const dialect = dialectNames.find((name) => name === values.dialect);
  if (!dialect) throw new Error(`--dialect must be one of ${dialectNames.join(", ")}.`);
  const port = Number(values.port);
  if (values.port === undefined || !/^\d{1,5}$/.test(values.port) || port > 65_535) {
    throw new Error("--port must be a number from 0 (a free one is taken) to 65535.");
  }
  if (values.key === "") throw new Error("--key must not be empty; leave it out to take any key.");
  const { speed = usualSpeed } = values;
  const tokensPerSecond = speed === "max" ? Number.POSITIVE_INFINITY : Number(speed);
  if (!/^(max|\d+(\.\d+)?)$/.test(speed) || tokensPerSecond <= 0) {
    throw new Error("--speed must be a number of tokens per second above 0, or max.");
  }
  return { dialect, port, tokensPerSecond, ...(values.key !== undefined && { apiKey: values.key }) };
}

function parsed(args: string[]) {
  const text = { type: "string" } as const;
  try {
    return parseArgs({ args, options: { dialect: text, port: text, key: text, speed: text } });
  } catch (error) {
    const [first] = (error instanceof Error ? error.message : String(error)).split(/\. |\n/);
    throw new Error(`${first}. Known are --dialect, --port, --key and --speed.`);
  }
}
