import "server-only";
import type { DialectName } from "@/lib/core/model/capabilities";
import type { Dialect } from "./dialect";
import { moonshot } from "./moonshot";
import { nvidia } from "./nvidia";
import { openaiCompatible } from "./openai-compatible";
import { openrouter } from "./openrouter";
import { sglang } from "./sglang";
import { together } from "./together";
import { vllm } from "./vllm";

export const dialects: Record<DialectName, Dialect> = {
  moonshot,
  together,
  nvidia,
  vllm,
  sglang,
  openrouter,
  "openai-compatible": openaiCompatible,
};
