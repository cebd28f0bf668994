import { describe, expect, it } from "vitest";
import { ConfigError, parseConfig } from "./config";

const parse = (environment: Record<string, string>) => parseConfig(environment, (path) => `/at/${path}`);

describe("parseConfig", () => {
  it("offers the emulator when nothing is configured", () => {
    expect(parse({})).toEqual({
      endpoints: [],
      emulator: { enabled: true, tokensPerSecond: 60 },
      dataFolder: "/at/data",
      maxImageBytes: 20_000_000,
      host: "127.0.0.1",
      port: 3000,
      allowedHosts: [],
    });
  });

  it("reads several endpoints at once, hosted ones by key and engines by address", () => {
    const { endpoints, emulator } = parse({
      MOONSHOT_API_KEY: "sk-1",
      MOONSHOT_MODEL: "kimi-k3",
      VLLM_BASE_URL: "http://gpu:8000/v1/",
      OPENAI_COMPATIBLE_BASE_URL: "https://one.example/v1",
      OPENAI_COMPATIBLE_API_KEY: "sk-2",
    });
    expect(emulator.enabled).toBe(false);
    expect(endpoints).toEqual([
      {
        dialect: "moonshot",
        baseUrl: "https://api.moonshot.ai/v1",
        apiKey: "sk-1",
        defaultModel: "kimi-k3",
        keyVariable: "MOONSHOT_API_KEY",
      },
      { dialect: "vllm", baseUrl: "http://gpu:8000/v1", keyVariable: "VLLM_API_KEY" },
      {
        dialect: "openai-compatible",
        baseUrl: "https://one.example/v1",
        apiKey: "sk-2",
        keyVariable: "OPENAI_COMPATIBLE_API_KEY",
      },
    ]);
  });

  it("keeps the emulator beside a real endpoint when asked to, and counts empty variables as not set", () => {
    expect(parse({ PERIGEE_EMULATOR: "on", MOONSHOT_API_KEY: "sk-1" }).emulator.enabled).toBe(true);
    expect(parse({ MOONSHOT_API_KEY: "", PORT: "" })).toEqual(parse({}));
    expect(parse({ PERIGEE_EMULATOR_SPEED: "max" }).emulator.tokensPerSecond).toBe(Number.POSITIVE_INFINITY);
  });

  it.each([
    [{ MOONSHOT_BASE_URL: "not a url" }, "MOONSHOT_BASE_URL must be an http or https address."],
    [{ VLLM_BASE_URL: "ftp://x" }, "VLLM_BASE_URL must be an http or https address."],
    [{ VLLM_API_KEY: "sk-1" }, "VLLM_API_KEY needs VLLM_BASE_URL beside it."],
    [{ TOGETHER_MODEL: "x" }, "TOGETHER_MODEL needs TOGETHER_API_KEY beside it."],
    [{ MOONSHOT_API_KEY: "sk-secret and more" }, "MOONSHOT_API_KEY must be one word without spaces."],
    [{ PORT: "70000" }, "PORT must be at most 65535."],
    [{ PORT: "http" }, "PORT must be a number from 1 to 65535."],
    [{ PORT: "0" }, "PORT must be at least 1."],
    [{ DATABASE_URL: "mysql://x" }, "DATABASE_URL must be a postgres:// or postgresql:// address."],
    [{ PERIGEE_EMULATOR: "yes" }, "PERIGEE_EMULATOR must be auto, on or off."],
    [{ PERIGEE_EMULATOR_SPEED: "fast" }, "PERIGEE_EMULATOR_SPEED must be a number from 1 to 100000, or max."],
  ])("names the variable that cannot be used: %j", (environment, line) => {
    expect(() => parse(environment as Record<string, string>)).toThrow(new ConfigError(line));
  });
});
