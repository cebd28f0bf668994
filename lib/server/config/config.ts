import "server-only";
import { z } from "zod";
import { type DialectName, dialectNames } from "@/lib/core/model/capabilities";

/** A configured endpoint. The key stays in this object and in the client made from it. */
export type EndpointConfig = {
  dialect: DialectName;
  baseUrl: string;
  apiKey?: string;
  defaultModel?: string;
  /** The variable that holds (or would hold) its key, to name in a hint. */
  keyVariable: string;
};

export type Config = {
  endpoints: EndpointConfig[];
  emulator: { enabled: boolean; tokensPerSecond: number };
  /** Absolute path of the folder with the database and the blobs. */
  dataFolder: string;
  databaseUrl?: string;
  maxImageBytes: number;
  host: string;
  port: number;
  /** Host names beside loopback and `host` that requests may name, lower case, without port. */
  allowedHosts: string[];
};

/** A variable that cannot be used; the message is the one line a person needs. */
export class ConfigError extends Error {
  override name = "ConfigError";
}

/** Where each dialect is reached when nobody says otherwise; self-hosted engines have no such place. */
const hostedAt: Partial<Record<DialectName, string>> = {
  moonshot: "https://api.moonshot.ai/v1",
  together: "https://api.together.xyz/v1",
  nvidia: "https://integrate.api.nvidia.com/v1",
  openrouter: "https://openrouter.ai/api/v1",
};

const trimmed = z.string().trim();
const address = trimmed
  .refine((text) => /^https?:$/.test(URL.parse(text)?.protocol ?? ""), "must be an http or https address")
  .transform((text) => text.replace(/\/+$/, ""));
const text = trimmed.max(500, "is longer than 500 characters");
// A key goes into a header; a line break or a space in it means that something else was pasted along.
const key = text.regex(/^[\x21-\x7e]+$/, "must be one word without spaces");
const whole = (least: number, most: number) =>
  z.coerce
    .number(`must be a number from ${least} to ${most}`)
    .int("must be a whole number")
    .min(least, `must be at least ${least}`)
    .max(most, `must be at most ${most}`);

const settings = z.object({
  PORT: whole(1, 65_535).default(3000),
  HOST: text.default("127.0.0.1"),
  PERIGEE_DATA_DIR: text.default("data"),
  DATABASE_URL: trimmed
    .refine(
      (text) => /^postgres(ql)?:$/.test(URL.parse(text)?.protocol ?? ""),
      "must be a postgres:// or postgresql:// address",
    )
    .optional(),
  PERIGEE_EMULATOR: z.enum(["auto", "on", "off"], "must be auto, on or off").default("auto"),
  PERIGEE_EMULATOR_SPEED: z
    .union(
      [z.literal("max").transform(() => Number.POSITIVE_INFINITY), whole(1, 100_000)],
      "must be a number from 1 to 100000, or max",
    )
    .default(60),
  PERIGEE_MAX_IMAGE_MB: whole(1, 70).default(20),
  PERIGEE_ALLOWED_HOSTS: trimmed.default("").transform((text) =>
    text
      .split(",")
      .map((host) => host.trim().toLowerCase())
      .filter(Boolean),
  ),
});

type Environment = Record<string, string | undefined>;

/**
 * Reads the configuration from environment variables; empty ones count as not set.
 * @param resolveFolder makes a path absolute
 * @throws ConfigError whose message names the first variable that cannot be used, and never its value if it is a key.
 */
export function parseConfig(environment: Environment, resolveFolder: (path: string) => string): Config {
  const read = <T>(name: string, schema: z.ZodType<T>): T => {
    const result = schema.safeParse(environment[name] || undefined);
    if (result.success) return result.data;
    throw new ConfigError(`${name} ${result.error.issues[0]?.message ?? "cannot be used"}.`);
  };
  const shape = settings.shape;
  const endpoints = dialectNames.flatMap((dialect) => endpointOf(dialect, read));
  const emulator = read("PERIGEE_EMULATOR", shape.PERIGEE_EMULATOR);
  const databaseUrl = read("DATABASE_URL", shape.DATABASE_URL);
  return {
    endpoints,
    emulator: {
      enabled: emulator === "on" || (emulator === "auto" && endpoints.length === 0),
      tokensPerSecond: read("PERIGEE_EMULATOR_SPEED", shape.PERIGEE_EMULATOR_SPEED),
    },
    dataFolder: resolveFolder(read("PERIGEE_DATA_DIR", shape.PERIGEE_DATA_DIR)),
    ...(databaseUrl && { databaseUrl }),
    maxImageBytes: read("PERIGEE_MAX_IMAGE_MB", shape.PERIGEE_MAX_IMAGE_MB) * 1_000_000,
    host: read("HOST", shape.HOST),
    port: read("PORT", shape.PORT),
    allowedHosts: read("PERIGEE_ALLOWED_HOSTS", shape.PERIGEE_ALLOWED_HOSTS),
  };
}

/** A hosted vendor counts as configured by its key or its address, an engine of one's own by its address. */
function endpointOf(
  dialect: DialectName,
  read: <T>(name: string, schema: z.ZodType<T>) => T,
): EndpointConfig[] {
  const prefix = dialect.toUpperCase().replaceAll("-", "_");
  const apiKey = read(`${prefix}_API_KEY`, key.optional());
  const givenUrl = read(`${prefix}_BASE_URL`, address.optional());
  const defaultModel = read(`${prefix}_MODEL`, text.optional());
  const hosted = hostedAt[dialect];
  if (!givenUrl && apiKey && !hosted)
    throw new ConfigError(`${prefix}_API_KEY needs ${prefix}_BASE_URL beside it.`);
  if (!givenUrl && !apiKey) {
    if (defaultModel)
      throw new ConfigError(`${prefix}_MODEL needs ${prefix}_${hosted ? "API_KEY" : "BASE_URL"} beside it.`);
    return [];
  }
  const baseUrl = givenUrl ?? hosted ?? "";
  return [
    {
      dialect,
      baseUrl,
      keyVariable: `${prefix}_API_KEY`,
      ...(apiKey && { apiKey }),
      ...(defaultModel && { defaultModel }),
    },
  ];
}
