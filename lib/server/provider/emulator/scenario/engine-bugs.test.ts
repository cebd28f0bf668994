import { describe, expect, test } from "vitest";
import { hello, weatherTool } from "../fixtures/client";
import { runScenario as run } from "../fixtures/run-scenario";
import { countTokens } from "../stream/tokens";

const off = { thinking: { type: "disabled" } };
const calling = { tools: [weatherTool] };

describe("bugs of engines", () => {
  test("b1: the reasoning and </think> stand in the text", async () => {
    const seen = await run("scenario-b1-think-in-content");
    expect(seen).toMatchObject({ reasoning: "", text: "Tenths decide.</think>9.9" });
    expect((await run("scenario-b1-think-in-content", off)).text).toBe("9.9");
  });

  test("b2: the instant answer is in the reasoning", async () => {
    expect(await run("scenario-b2-answer-in-reasoning", off)).toMatchObject({ reasoning: "9.9", text: "" });
    expect(await run("scenario-b2-answer-in-reasoning")).toMatchObject({
      reasoning: "Tenths decide.",
      text: "9.9",
    });
  });

  const call =
    '<|tool_call_begin|>functions.get_weather:0<|tool_call_argument_begin|>{"city":"Lima"}<|tool_call_end|>';
  const section = `<|tool_calls_section_begin|>${call}<|tool_calls_section_end|>`;

  test("b3: markers leak into the reasoning or the text", async () => {
    const thinking = await run("scenario-b3-leaked-tool-markers", calling);
    expect(thinking).toMatchObject({
      reasoning: `Tenths decide.${section}`,
      toolCalls: [],
      finish: ["stop"],
    });
    expect(await run("scenario-b3-leaked-tool-markers", { ...calling, ...off })).toMatchObject({
      text: section,
    });
    expect((await run("scenario-b3-leaked-tool-markers", off)).text).toMatch(/^9\.9.*functions\.calc:0/);
  });

  test("b4: no section around the calls", async () => {
    expect((await run("scenario-b4-missing-section", calling)).text).toBe(call);
  });

  test("b5: ids without dot and colon", async () => {
    expect((await run("scenario-b5-malformed-ids", calling)).text).toContain(
      "<|tool_call_begin|>functionsget_weather0<",
    );
  });

  test("b6: arguments without their end, and no text", async () => {
    const { text, toolCalls, finish } = await run("scenario-b6-broken-arguments", calling);
    expect(text).toBe("");
    expect(toolCalls.map((one) => one.function.arguments).join("")).toBe('{"city":"Lima"');
    expect(finish).toEqual(["tool_calls"]);
  });

  test("b7: the reasoning takes the whole limit", async () => {
    const { reasoning, text, finish, usage } = await run("scenario-b7-reasoning-eats-cap", {
      max_completion_tokens: 50,
    });
    expect(countTokens(reasoning)).toBe(50);
    expect({ text, finish }).toEqual({ text: "", finish: ["length"] });
    expect(usage).toMatchObject({ completion_tokens: 50 });
  });

  test("b8: half the reasoning as text", async () => {
    const seen = await run("scenario-b8-truncated-thinking-as-content");
    expect(seen).toMatchObject({ reasoning: "", text: "Tenths ", finish: ["length"] });
  });

  test("b9: everything in one delta", async () => {
    const { chunks } = await run("scenario-b9-mixed-delta");
    expect(chunks.at(-1)?.choices?.[0]).toMatchObject({
      delta: { reasoning_content: ".", content: "9" },
      finish_reason: "stop",
    });
  });

  test("b10: nothing when an id of the history is foreign", async () => {
    const history = (id: string) => ({
      messages: [
        ...hello,
        {
          role: "assistant",
          reasoning_content: "",
          tool_calls: [{ id, type: "function", function: { name: "get_weather", arguments: "{}" } }],
        },
        { role: "tool", tool_call_id: id, content: "rain" },
      ],
    });
    expect(await run("scenario-b10-empty-turn", history("call_abc"))).toMatchObject({
      text: "",
      finish: ["stop"],
    });
    expect((await run("scenario-b10-empty-turn", history("functions.get_weather:0"))).text).toBe("9.9");
  });

  test("b11: all ids end in :0, and the results can still be sent back", async () => {
    const { toolCalls } = await run("scenario-b11-duplicate-ids", { tools: [weatherTool, weatherTool] });
    expect(toolCalls.flatMap((one) => one.id ?? [])).toEqual(["get_weather:0", "get_weather:0"]);
    const calls = [0, 1].map(() => ({
      id: "get_weather:0",
      function: { name: "get_weather", arguments: "{}" },
    }));
    const results = calls.map(() => ({ role: "tool", tool_call_id: "get_weather:0", content: "rain" }));
    const messages = [...hello, { role: "assistant", reasoning_content: "", tool_calls: calls }, ...results];
    expect((await run("scenario-b11-duplicate-ids", { messages })).text).toBe("9.9");
  });

  test("b12: chunks with holes between whole ones", async () => {
    const { chunks, text, reasoning } = await run("scenario-b12-odd-chunks");
    expect({ text, reasoning }).toEqual({ text: "9.9", reasoning: "Tenths decide." });
    expect(chunks.some((chunk) => chunk.choices === undefined)).toBe(true);
    expect(chunks.some((chunk) => chunk.choices?.length === 0)).toBe(true);
    expect(chunks.some((chunk) => chunk.choices?.[0]?.delta === null)).toBe(true);
    expect(chunks.some((chunk) => chunk.choices?.[0]?.delta?.content === null)).toBe(true);
  });

  test("b13: an error object as an event", async () => {
    const { chunks, isDone } = await run("scenario-b13-error-object");
    expect(chunks.at(-1)).toEqual({
      object: "error",
      message: "engine died",
      type: "InternalServerError",
      code: 500,
    });
    expect(isDone).toBe(false);
  });

  test("b14: the whole answer without an end", async () => {
    const { text, finish, isDone } = await run("scenario-b14-no-finish");
    expect({ text, finish, isDone }).toEqual({ text: "9.9", finish: [], isDone: false });
  });

  test("b15: no usage anywhere", async () => {
    const { text, finish, usage } = await run("scenario-b15-no-usage", {
      stream_options: { include_usage: true },
    });
    expect({ text, finish, usage }).toEqual({ text: "9.9", finish: ["stop"], usage: undefined });
  });
});
