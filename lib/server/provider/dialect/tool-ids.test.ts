import { describe, expect, it } from "vitest";
import type { ChatMessage } from "../chat-provider";
import { withToolIds } from "./tool-ids";

const call = (wireId: string, toolName = "calc") => ({ wireId, toolName, arguments: "{}" });
const assistant = (...toolCalls: ReturnType<typeof call>[]): ChatMessage => ({
  role: "assistant",
  text: "",
  toolCalls,
});
const result = (wireId: string): ChatMessage => ({ role: "tool", wireId, toolName: "calc", output: "1" });

const idsOf = (messages: readonly ChatMessage[]) =>
  messages.flatMap((message) => {
    if (message.role === "tool") return [`=${message.wireId}`];
    return message.role === "assistant" ? message.toolCalls.map((one) => one.wireId) : [];
  });

describe("withToolIds", () => {
  it("keeps every id where a gateway reads them", () => {
    const messages = [assistant(call("call_1"), call("x")), result("x"), result("call_1")];
    expect(withToolIds(messages, false)).toEqual(messages);
  });

  it("keeps an engine's own ids", () => {
    const messages = [assistant(call("functions.calc:0")), result("functions.calc:0")];
    expect(withToolIds(messages, true)).toEqual(messages);
  });

  it("counts anew over the whole conversation when one is foreign to the engine", () => {
    const messages = [
      assistant(call("functions.calc:0")),
      result("functions.calc:0"),
      assistant(call("call_a"), call("call_b", "now")),
      result("call_b"),
      result("call_a"),
    ];
    expect(idsOf(withToolIds(messages, true))).toEqual([
      "functions.calc:0",
      "=functions.calc:0",
      "functions.calc:1",
      "functions.now:2",
      "=functions.now:2",
      "=functions.calc:1",
    ]);
  });

  it("tells ids apart that come again in a later turn or twice in one", () => {
    const messages = [
      assistant(call("calc:0"), call("calc:0")),
      result("calc:0"),
      result("calc:0"),
      assistant(call("calc:0")),
      result("calc:0"),
    ];
    expect(idsOf(withToolIds(messages, true))).toEqual([
      "functions.calc:0",
      "functions.calc:1",
      "=functions.calc:0",
      "=functions.calc:1",
      "functions.calc:2",
      "=functions.calc:2",
    ]);
  });

  it("gives an id to calls that came without one, everywhere", () => {
    expect(idsOf(withToolIds([assistant(call("")), result("")], false))).toEqual([
      "functions.calc:0",
      "=functions.calc:0",
    ]);
  });
});
