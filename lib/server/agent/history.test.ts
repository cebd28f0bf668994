import { describe, expect, it } from "vitest";
import type { Message } from "@/lib/core/message/message";
import type { Part } from "@/lib/core/message/part";
import { historyOf } from "./history";

const read = async () => new Uint8Array([1, 2, 3]);

const message = (role: Message["role"], parts: Part[]): Message => ({
  id: "m",
  conversationId: "c",
  parentId: null,
  role,
  parts,
  createdAt: 0,
});

describe("historyOf", () => {
  it("passes text and media of a user message, and reads bytes only when asked", async () => {
    const image: Part = { type: "image", blob: "ab", mediaType: "image/png", bytes: 3 };
    const [first] = historyOf([message("user", [{ type: "text", text: "Look" }, image])], read);
    expect(first).toMatchObject({
      role: "user",
      content: [
        { type: "text", text: "Look" },
        { type: "image", bytes: 3 },
      ],
    });
    const media = first?.role === "user" ? first.content[1] : undefined;
    if (media?.type !== "image") throw new Error("The picture is missing.");
    expect(await media.read()).toEqual(new Uint8Array([1, 2, 3]));
  });

  it("keeps reasoning with its key, and leaves out notices, errors, usage and empty messages", () => {
    const answer = message("assistant", [
      { type: "reasoning", text: "Hm. ", startedAt: 1, key: "reasoning" },
      { type: "text", text: "Yes." },
      { type: "notice", code: "length", message: "" },
      { type: "usage", inputTokens: 1, outputTokens: 1, cachedTokens: 0, estimated: false },
    ]);
    const failed = message("assistant", [{ type: "error", code: "network", message: "", hint: "" }]);
    expect(historyOf([answer, failed, message("user", [{ type: "text", text: "" }])], read)).toEqual([
      { role: "assistant", text: "Yes.", toolCalls: [], reasoning: { text: "Hm. ", key: "reasoning" } },
    ]);
  });

  it("splits a stored answer into its steps, each followed by the results of its calls", () => {
    const call = (callId: string): Part => ({
      type: "tool-call",
      callId,
      wireId: `look:${callId}`,
      toolName: "look",
      arguments: "{}",
    });
    const result = (callId: string): Part => ({ type: "tool-result", callId, output: `seen ${callId}` });
    const answer = message("assistant", [
      { type: "reasoning", text: "First.", startedAt: 1 },
      call("0"),
      call("1"),
      result("1"),
      result("0"),
      { type: "reasoning", text: "Then.", startedAt: 2 },
      { type: "text", text: "Done." },
      call("2"),
    ]);
    const asked = (id: string) => ({ wireId: `look:${id}`, toolName: "look", arguments: "{}" });
    const told = (id: string) => ({
      role: "tool",
      wireId: `look:${id}`,
      toolName: "look",
      output: `seen ${id}`,
    });
    expect(historyOf([answer], read)).toEqual([
      { role: "assistant", text: "", reasoning: { text: "First." }, toolCalls: [asked("0"), asked("1")] },
      told("0"),
      told("1"),
      { role: "assistant", text: "Done.", reasoning: { text: "Then." }, toolCalls: [] },
    ]);
  });
});
