import { expect, it } from "vitest";
import type { DialectName } from "@/lib/core/model/capabilities";
import { isHosted } from "./is-hosted";

it.each<[DialectName, string, boolean]>([
  ["moonshot", "https://api.moonshot.ai/v1", true],
  ["moonshot", "https://api.moonshot.cn/v1", true],
  ["moonshot", "http://127.0.0.1:4010/v1", false],
  ["together", "https://api.together.xyz/v1", true],
  ["nvidia", "https://integrate.api.nvidia.com/v1", true],
  ["nvidia", "http://nim:8000/v1", false],
  ["nvidia", "https://integrate.api.nvidia.com.example/v1", false],
  ["openrouter", "https://openrouter.ai/api/v1", true],
  ["openrouter", "https://notopenrouter.ai/api/v1", false],
  ["vllm", "https://api.moonshot.ai/v1", false],
  ["openai-compatible", "not an address", false],
])("%s at %s: %s", (dialect, baseUrl, hosted) => {
  expect(isHosted(dialect, baseUrl)).toBe(hosted);
});
