import "server-only";
import type { Reply } from "../reply";

/**
 * Calls in K2's own tool grammar, as engines leak it. Source: K2-Vendor-Verifier, tool_calls_eval.py.
 * @param shape whether the section is put around them, and whether ids keep their dot and colon
 */
export function toolMarkers(
  calls: Reply["toolCalls"],
  shape: { section: boolean; id: "proper" | "malformed" },
): string {
  const each = calls.map(({ toolName, arguments: text }, index) => {
    const id = shape.id === "proper" ? `functions.${toolName}:${index}` : `functions${toolName}${index}`;
    return `<|tool_call_begin|>${id}<|tool_call_argument_begin|>${text}<|tool_call_end|>`;
  });
  const all = each.join("");
  return shape.section ? `<|tool_calls_section_begin|>${all}<|tool_calls_section_end|>` : all;
}
