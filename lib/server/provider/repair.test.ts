import { describe, expect, it } from "vitest";
import { ProviderError } from "./chat-provider";
import type { WireFields, WireMessage } from "./dialect/chat-body";
import { repairOf } from "./repair";

const refusal = (detail: string, code: ProviderError["code"] = "bad-parameter") =>
  new ProviderError(code, "The endpoint refused the request.", "Change it.", { detail, status: 400 });

function repair(detail: string, fields: WireFields, messages: WireMessage[] = [], instant: WireFields = {}) {
  const body = { model: "kimi-k2.5", messages, ...fields };
  const repaired = repairOf(refusal(detail), { body, thinking: true, notices: [] }, instant);
  if (!repaired) return undefined;
  const { model: _model, messages: after, ...rest } = repaired.body;
  return { fields: rest, messages: after, thinking: repaired.thinking, notices: repaired.notices };
}

describe("repairOf", () => {
  it.each<[string, string, WireFields, WireFields]>([
    [
      "sampling",
      "invalid temperature: only 1 is allowed for this model",
      { temperature: 0.6, top_p: 0.95, n: 1 },
      { n: 1 },
    ],
    [
      "effort",
      "cannot specify both 'thinking' and 'reasoning_effort'",
      { thinking: {}, reasoning_effort: "low" },
      { thinking: {} },
    ],
    ["fields", "Unknown parameter: 'stream_options'", { stream_options: {}, stream: true }, { stream: true }],
    ["fields", "chat_template_kwargs: Extra inputs are not permitted", { chat_template_kwargs: {} }, {}],
    [
      "output-limit",
      "max_completion_tokens is not supported",
      { max_completion_tokens: 5 },
      { max_tokens: 5 },
    ],
    [
      "output-limit",
      "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.",
      { max_tokens: 5 },
      { max_completion_tokens: 5 },
    ],
  ])("%s: %s", (name, detail, before, after) => {
    const result = repair(detail, before);
    expect(result?.fields).toEqual(after);
    expect(result?.thinking).toBe(true);
    expect(result?.notices).toMatchObject([{ code: "repaired", data: { repair: name } }]);
  });

  it("adds the reasoning a vendor misses, under the key it names", () => {
    const tool_calls = [{ id: "a", type: "function" as const, function: { name: "t", arguments: "{}" } }];
    const messages: WireMessage[] = [
      { role: "assistant", content: "plain" },
      { role: "assistant", tool_calls, reasoning: "Hm." },
      { role: "assistant", tool_calls },
      { role: "assistant", tool_calls, reasoning_content: "Kept." },
    ];
    const detail =
      "thinking is enabled but reasoning_content is missing in assistant tool call message at index 2";
    expect(repair(detail, {}, messages)?.messages.map((one) => one.reasoning_content)).toEqual([
      undefined,
      "Hm.",
      "",
      "Kept.",
    ]);
  });

  it("frees a forced tool: by instant mode where there is one, else by choice", () => {
    const detail = "tool_choice 'required' is incompatible with thinking enabled";
    const instant = { reasoning: { enabled: false } };
    const switched = repair(detail, { tool_choice: "required", reasoning: { enabled: true } }, [], instant);
    expect(switched).toMatchObject({
      fields: { tool_choice: "required", reasoning: { enabled: false } },
      thinking: false,
    });
    expect(repair(detail, { tool_choice: "required" })?.fields).toEqual({});
  });

  it("knows no help for the rest", () => {
    expect(repair("invalid temperature", { stream: true })).toBeUndefined();
    expect(repair("Unknown parameter: 'messages'", { thinking: {} })).toBeUndefined();
    expect(repair("the image is broken", { temperature: 1 })).toBeUndefined();
    const body = { model: "m", messages: [], temperature: 1 };
    const encoded = { body, thinking: true, notices: [] };
    expect(repairOf(refusal("temperature", "context-length"), encoded, {})).toBeUndefined();
  });

  it("leaves the request it was given as it is", () => {
    const body = { model: "m", messages: [], temperature: 1 };
    repairOf(refusal("invalid temperature"), { body, thinking: true, notices: [] }, {});
    expect(body).toEqual({ model: "m", messages: [], temperature: 1 });
  });
});
