import "server-only";
import type { DialectName } from "@/lib/core/model/capabilities";
import { moonshotWire } from "./moonshot";
import { nvidiaWire } from "./nvidia";
import { openaiCompatibleWire } from "./openai-compatible";
import { openrouterWire } from "./openrouter";
import { sglangWire } from "./sglang";
import { togetherWire } from "./together";
import type { VendorError } from "./vendor-error";
import type { VendorWire } from "./vendor-wire";
import { vllmWire } from "./vllm";

export const wires: Readonly<Record<DialectName, VendorWire>> = {
  moonshot: moonshotWire,
  together: togetherWire,
  nvidia: nvidiaWire,
  vllm: vllmWire,
  sglang: sglangWire,
  openrouter: openrouterWire,
  "openai-compatible": openaiCompatibleWire,
};

/** The refusal as this vendor's status, headers and body. */
export function errorResponse(wire: VendorWire, error: VendorError): Response {
  return Response.json(wire.errorBody(error), {
    status: wire.status(error),
    headers: { "content-type": wire.errorType ?? "application/json", ...error.options.headers },
  });
}
