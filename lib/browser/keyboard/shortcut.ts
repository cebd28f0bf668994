/** What can be done from anywhere with the keyboard. */
export const shortcutNames = [
  "newConversation",
  "focusComposer",
  "attach",
  "pickModel",
  "toggleMode",
  "stop",
  "toggleSidebar",
  "help",
] as const;
export type ShortcutName = (typeof shortcutNames)[number];

type Combination = {
  /** The physical key (`KeyB`), or the character for one that sits elsewhere on other keyboards. */
  code?: string;
  character?: string;
  mod?: boolean;
  shift?: boolean;
  alt?: boolean;
};

// Alt with a letter is free in the browsers' own menus and writes nothing; a bare character works outside of fields only.
const combinations: Record<ShortcutName, Combination> = {
  newConversation: { code: "KeyO", mod: true, shift: true },
  focusComposer: { character: "/" },
  attach: { code: "KeyU", alt: true },
  pickModel: { code: "KeyM", alt: true },
  toggleMode: { code: "KeyT", alt: true },
  stop: { code: "KeyS", alt: true },
  toggleSidebar: { code: "KeyB", mod: true },
  help: { character: "?" },
};

type Keystroke = Pick<KeyboardEvent, "code" | "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/** The shortcut that a keystroke means, if any. @param inField whether it goes into a text field. */
export function shortcutOf(keystroke: Keystroke, inField: boolean): ShortcutName | undefined {
  return shortcutNames.find((name) => {
    const { code, character, mod = false, shift = false, alt = false } = combinations[name];
    if ((keystroke.ctrlKey || keystroke.metaKey) !== mod || keystroke.altKey !== alt) return false;
    if (character !== undefined) return !inField && keystroke.key === character;
    return keystroke.code === code && keystroke.shiftKey === shift;
  });
}

/** The keys of a shortcut for people, joined with "+": "Ctrl+B", or "⌘+B" on a Mac. */
export function keysOf(name: ShortcutName, mac = isMac()): string {
  const { code, character, mod, shift, alt } = combinations[name];
  const keys = [mod && (mac ? "⌘" : "Ctrl"), alt && (mac ? "⌥" : "Alt"), shift && (mac ? "⇧" : "Shift")];
  return [...keys, character ?? code?.replace("Key", "")].filter(Boolean).join("+");
}

function isMac(): boolean {
  return typeof navigator !== "undefined" && /Mac|iP(hone|ad)/.test(navigator.userAgent);
}
