import "server-only";
import type { DialectName } from "@/lib/core/model/capabilities";
import { invalid } from "../wire/vendor-error";
import { messageRules } from "./message-rules";
import { parameterRules } from "./parameter-rules";
import type { Judged, Rule } from "./rule";
import { thinkingRules } from "./thinking-rules";
import { toolRules } from "./tool-rules";

/** vLLM and SGLang: the template cannot both leave the last message open and start a new one. */
function templateRule({ body }: Judged): string | undefined {
  const isBoth = body.continue_final_message === true && body.add_generation_prompt === true;
  return isBoth ? "Cannot set both `continue_final_message` and `add_generation_prompt` to True." : undefined;
}

/** Moonshot's gateway checks much; engines and other gateways take nearly everything. */
const rulesOf: Partial<Record<DialectName, readonly Rule[]>> = {
  moonshot: [...thinkingRules, ...parameterRules, ...messageRules, ...toolRules],
  vllm: [templateRule],
  sglang: [templateRule],
};

/** Refuses what the vendor would. @throws VendorError with the first complaint */
export function checkRequest(dialect: DialectName, judged: Judged): void {
  for (const rule of rulesOf[dialect] ?? []) {
    const complaint = rule(judged);
    if (complaint) throw invalid(complaint);
  }
}
