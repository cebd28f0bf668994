import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { findCycle, importEdges, mayImport, roomOf, sourceFiles } from "./zones";

const root = process.cwd();
const files = sourceFiles(root);
const edges = importEdges(root, files);

describe("the shape of the repository", () => {
  it("sees the imports", () => {
    expect(files.length).toBeGreaterThan(50);
    expect(edges.length).toBeGreaterThan(files.length);
  });

  it("has no import from a room to one it may not know", () => {
    const forbidden = edges.filter((edge) => !mayImport(roomOf(edge.from), roomOf(edge.to)));
    expect(forbidden.map((edge) => `${edge.from} -> ${edge.to}`)).toEqual([]);
  });

  it("has no import cycle between files", () => {
    expect(findCycle(edges.filter((edge) => !edge.typeOnly))).toBeUndefined();
  });

  it("has no two rooms that import each other", () => {
    const rooms = edges.map((edge) => ({ from: roomOf(edge.from), to: roomOf(edge.to) }));
    expect(findCycle(rooms.filter((edge) => edge.from !== edge.to))).toBeUndefined();
  });

  it("keeps lib/server out of the browser, and React out of lib/server", () => {
    for (const file of files.filter((name) => name.startsWith("lib/server/"))) {
      const text = readFileSync(file, "utf8");
      expect(text.startsWith('import "server-only";'), file).toBe(true);
      expect(/from "(react|react-dom|next\/navigation)["/]/.test(text), file).toBe(false);
    }
  });

  it("has no room whose name says nothing", () => {
    expect(files.filter((file) => /\/(utils?|helpers?|common|misc|shared)\//.test(file))).toEqual([]);
  });
});

describe("the zone rules themselves", () => {
  it.each([
    ["lib/core/message", "lib/server/turn"],
    ["lib/core/message", "lib/core/model"],
    ["components/chat", "components/composer"],
    ["components/ui", "lib/core/message"],
    ["components/chat", "lib/server/turn"],
    ["lib/server/provider", "lib/server/turn"],
    ["lib/server/conversation", "lib/server/turn"],
    ["app/api", "lib/server/provider"],
    ["lib/browser/api", "components/chat"],
    ["lib/server/turn", "app"],
  ])("refuses %s -> %s", (from, to) => expect(mayImport(from, to)).toBe(false));

  it("finds a cycle", () => {
    const cycle = findCycle([
      { from: "a", to: "b" },
      { from: "b", to: "c" },
      { from: "c", to: "b" },
    ]);
    expect(cycle).toEqual(["b", "c", "b"]);
  });
});
