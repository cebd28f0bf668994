import { describe, expect, it } from "vitest";
import { branchOf } from "@/lib/core/message/branch";
import type { Message } from "@/lib/core/message/message";
import { withPending } from "./use-steps";

function message(id: string, parentId: string | null, role: Message["role"] = "user"): Message {
  return { id, conversationId: "c", parentId, role, parts: [], createdAt: 1 };
}

const branch = branchOf(
  [
    message("q1", null),
    message("a1", "q1", "assistant"),
    message("q2", "a1"),
    message("a2", "q2", "assistant"),
  ],
  "a2",
);
const shown = (parentId: string | null) =>
  withPending(branch, { shownIn: ["c"], message: message("new", parentId) }).map((step) => step.message.id);

describe("a message on its way", () => {
  it("comes after the branch that it continues", () => {
    expect(shown("a2")).toEqual(["q1", "a1", "q2", "a2", "new"]);
  });

  it("stands in the place of the message that it edits", () => {
    expect(shown("a1")).toEqual(["q1", "a1", "new"]);
    expect(shown(null)).toEqual(["new"]);
  });

  it("comes last where its place is not known", () => {
    expect(shown("unknown")).toEqual(["q1", "a1", "q2", "a2", "new"]);
  });
});
