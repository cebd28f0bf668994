import { expect, test } from "vitest";
import { parseServeArguments } from "./serve-arguments";

test("reads dialect, port, key and speed", () => {
  expect(parseServeArguments(["--dialect", "vllm", "--port", "0"])).toEqual({
    dialect: "vllm",
    port: 0,
    tokensPerSecond: 60,
  });
  const all = ["--dialect", "moonshot", "--port", "4010", "--key", "sk-x", "--speed", "max"];
  expect(parseServeArguments(all)).toEqual({
    dialect: "moonshot",
    port: 4010,
    apiKey: "sk-x",
    tokensPerSecond: Number.POSITIVE_INFINITY,
  });
});

test.each([
  [[], /^--dialect must be one of moonshot, together,/],
  [["--dialect", "openai"], /^--dialect must be one of/],
  [["--dialect", "vllm"], /^--port must be a number from 0/],
  [["--dialect", "vllm", "--port", "65536"], /^--port must be/],
  [["--dialect", "vllm", "--port", "x"], /^--port must be/],
  [["--dialect", "vllm", "--port", "0", "--speed", "0"], /^--speed must be/],
  [["--dialect", "vllm", "--port", "0", "--speed", "fast"], /^--speed must be/],
  [["--dialect", "vllm", "--port", "0", "--key", ""], /^--key must not be empty/],
  [["--colour", "red"], /--colour.*Known are --dialect, --port, --key and --speed\.$/],
  [["stray"], /stray.*Known are/],
  [["--dialect"], /--dialect.*Known are/],
])("%j is one clear line", (args, message) => {
  const failed = () => parseServeArguments(args);
  expect(failed).toThrow(message);
  try {
    failed();
  } catch (error) {
    expect(String(error)).not.toContain("\n");
  }
});
