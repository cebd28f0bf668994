"use client";

import { useState } from "react";
import { sidebarCookie } from "./sidebar-cookie";

const aYear = 365 * 24 * 3600;
const isNarrow = () => matchMedia("(width < 48rem)").matches;

/** The sidebar: a column that is remembered on wide screens, a sheet over the page on phones. */
export function useSidebar(initiallyOpen: boolean) {
  const [column, setColumn] = useState(initiallyOpen);
  const [sheet, setSheet] = useState(false);
  const set = (open: boolean) => {
    if (isNarrow()) {
      setSheet(open);
      return;
    }
    setColumn(open);
    // biome-ignore lint/suspicious/noDocumentCookie: the other way to set one is missing in browsers still in use.
    document.cookie = `${sidebarCookie}=${open ? "open" : "closed"}; path=/; max-age=${aYear}; samesite=lax`;
  };
  return {
    column,
    sheet,
    setSheet,
    show: () => set(true),
    hide: () => set(false),
    toggle: () => set(!(isNarrow() ? sheet : column)),
  };
}
