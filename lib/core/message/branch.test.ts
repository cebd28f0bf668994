import { describe, expect, it } from "vitest";
import { branchOf, leafOf } from "./branch";
import type { Message } from "./message";

let clock = 0;
function message(id: string, parentId: string | null): Message {
  clock += 1;
  const role = /^q/.test(id) ? "user" : "assistant";
  return { id, conversationId: "c", parentId, role, parts: [], createdAt: clock };
}

/** Two versions of the first question; the second has two answers, one of which was asked on. */
const tree = [
  message("q1", null),
  message("a1", "q1"),
  message("q2", null),
  message("a2", "q2"),
  message("a2b", "q2"),
  message("q3", "a2"),
  message("a3", "q3"),
];

const ids = (leafId: string | null) => branchOf(tree, leafId).map((step) => step.message.id);

describe("the shown branch", () => {
  it("is the path from the root to the leaf", () => {
    expect(ids("a1")).toEqual(["q1", "a1"]);
    expect(ids("a3")).toEqual(["q2", "a2", "q3", "a3"]);
    expect(ids("q3")).toEqual(["q2", "a2", "q3"]);
  });

  it("says for each message which of its siblings it is", () => {
    expect(branchOf(tree, "a2b").map(({ index, count }) => [index, count])).toEqual([
      [1, 2],
      [1, 2],
    ]);
    expect(branchOf(tree, "a1").map(({ index, count }) => [index, count])).toEqual([
      [0, 2],
      [0, 1],
    ]);
    expect(branchOf(tree, "a1")[0]?.siblings).toEqual(["q1", "q2"]);
  });

  it("is that of the newest message when the leaf is missing", () => {
    expect(ids(null)).toEqual(["q2", "a2", "q3", "a3"]);
    expect(ids("gone")).toEqual(["q2", "a2", "q3", "a3"]);
    expect(branchOf([], null)).toEqual([]);
  });

  it("does not depend on the order of the list", () => {
    expect(branchOf(tree.toReversed(), "a2b")).toEqual(branchOf(tree, "a2b"));
    expect(branchOf(tree.toReversed(), null)).toEqual(branchOf(tree, null));
  });

  it("ends where a parent is missing or points back", () => {
    expect(branchOf([message("a", "nowhere")], "a").map((step) => step.message.id)).toEqual(["a"]);
    const loop = [message("x", "y"), message("y", "x")];
    expect(branchOf(loop, "x")).toHaveLength(2);
  });
});

describe("the leaf of a chosen message", () => {
  it("is found down the newest children", () => {
    expect(leafOf(tree, "q1")).toBe("a1");
    expect(leafOf(tree, "q2")).toBe("a2b");
    expect(leafOf(tree, "a2")).toBe("a3");
    expect(leafOf(tree, "a3")).toBe("a3");
  });

  it("ends in a loop too", () => {
    const loop = [message("x", "y"), message("y", "x")];
    expect(["x", "y"]).toContain(leafOf(loop, "x"));
  });
});
