"use client";

import { useEffect, useRef } from "react";
import { type ShortcutName, shortcutOf } from "./shortcut";

export type ShortcutHandlers = Partial<Record<ShortcutName, () => void>>;

/** Listens for the shortcuts on the whole page; an open dialog, a menu and a running input method keep theirs. */
export function useShortcuts(handlers: ShortcutHandlers): void {
  const current = useRef(handlers);
  useEffect(() => {
    current.current = handlers;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const target = event.target instanceof Element ? event.target : null;
      if (target?.closest("[role=dialog], [role=menu], [role=listbox]")) return;
      const inField = Boolean(target?.closest("input, textarea, select, [contenteditable=true]"));
      const name = shortcutOf(event, inField);
      const handler = name && current.current[name];
      if (!handler) return;
      event.preventDefault();
      handler();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}
