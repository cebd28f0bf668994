import { describe, expect, it } from "vitest";
import { keysOf, shortcutNames, shortcutOf } from "./shortcut";

const plain = { code: "", key: "", ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

describe("shortcuts", () => {
  it("are told by the physical key, whatever letter it writes", () => {
    expect(shortcutOf({ ...plain, code: "KeyT", key: "†", altKey: true }, true)).toBe("toggleMode");
    expect(shortcutOf({ ...plain, code: "KeyB", key: "b", metaKey: true }, true)).toBe("toggleSidebar");
    expect(shortcutOf({ ...plain, code: "KeyB", key: "b", ctrlKey: true }, false)).toBe("toggleSidebar");
  });

  it("need exactly their modifiers", () => {
    expect(shortcutOf({ ...plain, code: "KeyB", key: "b" }, false)).toBeUndefined();
    expect(
      shortcutOf({ ...plain, code: "KeyB", key: "B", ctrlKey: true, shiftKey: true }, false),
    ).toBeUndefined();
    expect(shortcutOf({ ...plain, code: "KeyO", key: "o", ctrlKey: true }, false)).toBeUndefined();
  });

  it("with a bare character leave text fields alone", () => {
    expect(shortcutOf({ ...plain, code: "Slash", key: "?", shiftKey: true }, false)).toBe("help");
    expect(shortcutOf({ ...plain, code: "Slash", key: "?", shiftKey: true }, true)).toBeUndefined();
    expect(shortcutOf({ ...plain, code: "Digit7", key: "/", shiftKey: true }, false)).toBe("focusComposer");
  });

  it("are shown with the keys of the machine, no two alike", () => {
    expect(keysOf("newConversation", false)).toBe("Ctrl+Shift+O");
    expect(keysOf("newConversation", true)).toBe("⌘+⇧+O");
    expect(new Set(shortcutNames.map((name) => keysOf(name, false))).size).toBe(shortcutNames.length);
  });
});
