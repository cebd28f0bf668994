"use client";

import { usePathname } from "next/navigation";
import { useCallback } from "react";

/** Which conversation the address names, and how to go to another without leaving the page. */
export function useAddress() {
  const conversationId = /^\/c\/([^/]+)$/.exec(usePathname())?.[1];
  const open = useCallback((id: string | undefined) => {
    const path = id === undefined ? "/" : `/c/${encodeURIComponent(id)}`;
    // Next follows the history: nothing is fetched and nothing mounts again.
    if (location.pathname !== path) history.pushState(null, "", path);
  }, []);
  return { conversationId: conversationId && decodeURIComponent(conversationId), open };
}
