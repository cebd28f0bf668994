import "server-only";
import { field } from "../wire/openai-shape";
import type { Judged, Rule } from "./rule";

/** Source: platform.kimi.ai chat API, the thinking guide, and issues that quote the refusals. */
export const thinkingRules: readonly Rule[] = [
  bothSwitches,
  thinkingObject,
  effort,
  forcedTool,
  missingReasoning,
  webSearch,
];

function bothSwitches({ body }: Judged): string | undefined {
  const both = body.thinking != null && body.reasoning_effort != null;
  return both ? "Invalid request: cannot specify both 'thinking' and 'reasoning_effort'" : undefined;
}

/** K2.5 takes `type` only, K2.6 and later `keep` too; K2.7-code cannot be silenced; K3 has no such field. */
function thinkingObject({ body, capabilities }: Judged): string | undefined {
  const { thinking } = body;
  if (thinking == null || capabilities.family === "kimi-k3") return undefined;
  const type = field(thinking, "type");
  if (type !== "enabled" && type !== "disabled") {
    return "Invalid request: thinking.type must be 'enabled' or 'disabled'";
  }
  const known = capabilities.family === "kimi-k2.5" ? ["type"] : ["type", "keep"];
  const extra = Object.keys(thinking).find((key) => !known.includes(key));
  if (extra) return `Invalid request: thinking has an unknown field '${extra}'`;
  if (type === "disabled" && capabilities.thinking.mode === "always") {
    return "Invalid request: thinking cannot be disabled for this model";
  }
  const keep = field(thinking, "keep");
  return keep == null || keep === "all" ? undefined : "Invalid request: thinking.keep must be null or 'all'";
}

function effort({ body, capabilities }: Judged): string | undefined {
  const { reasoning_effort: given } = body;
  if (given == null || capabilities.thinking.mode !== "effort") return undefined;
  const isKnown = given === "low" || given === "high" || given === "max";
  return isKnown ? undefined : "Invalid request: reasoning_effort must be one of 'low', 'high', 'max'";
}

function forcedTool({ body, capabilities, thinking }: Judged): string | undefined {
  const choice = body.tool_choice;
  if (choice == null || choice === "auto" || choice === "none" || !thinking) return undefined;
  if (choice === "required") {
    // K3 always thinks, and takes `required` all the same.
    const isTaken = capabilities.thinking.mode === "effort";
    return isTaken
      ? undefined
      : "Invalid request: tool_choice 'required' is incompatible with thinking enabled";
  }
  return "Invalid request: tool_choice 'specified' is incompatible with thinking enabled";
}

/** An empty string passes; null and a missing key do not. */
function missingReasoning({ body, thinking }: Judged): string | undefined {
  if (!thinking) return undefined;
  const index = body.messages.findIndex(
    (message) =>
      message.role === "assistant" &&
      (message.tool_calls ?? []).length > 0 &&
      typeof message.reasoning_content !== "string",
  );
  return index < 0
    ? undefined
    : `thinking is enabled but reasoning_content is missing in assistant tool call message at index ${index}`;
}

function webSearch({ body, thinking }: Judged): string | undefined {
  const isUsed = (body.tools ?? []).some((tool) => tool.type === "builtin_function");
  return isUsed && thinking
    ? "Invalid request: builtin function $web_search is incompatible with thinking enabled"
    : undefined;
}
