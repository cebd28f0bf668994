import "server-only";
import type { Json, Meta, ToolCallDelta, VendorWire } from "../wire/vendor-wire";
import type { Plan } from "./plan";

/** The whole answer as one JSON body, for requests that do not stream. */
export function completion(plan: Plan, wire: VendorWire, meta: Meta): Json {
  let reasoning = "";
  let text = "";
  const calls: ToolCallDelta[] = [];
  for (const item of plan.items) {
    if ("raw" in item) continue;
    reasoning += item.reasoning ?? "";
    text += item.text ?? "";
    for (const call of item.toolCalls ?? []) {
      const known = calls[call.index];
      calls[call.index] = known ? { ...known, arguments: known.arguments + call.arguments } : call;
    }
  }
  const message = {
    role: "assistant",
    content: text || (calls.length > 0 || reasoning ? null : ""),
    ...(reasoning && wire.reasoning(reasoning)),
    ...(calls.length > 0 && {
      tool_calls: calls.map((call) => ({
        id: call.id,
        type: "function",
        function: { name: call.toolName, arguments: call.arguments },
      })),
    }),
  };
  const { id, created, model } = meta;
  return {
    id,
    object: "chat.completion",
    created,
    model,
    choices: [{ index: 0, message, finish_reason: plan.finish }],
    ...(plan.usage && { usage: wire.usage(plan.usage) }),
  };
}
