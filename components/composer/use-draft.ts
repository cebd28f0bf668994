"use client";

import { useCallback, useSyncExternalStore } from "react";
import type { Draft, Drafts } from "./drafts";

const nothing: Draft = { text: "", attachments: [], refusals: [] };

/** One conversation's draft, kept current. Empty while the page is rendered on the server. */
export function useDraft(drafts: Drafts, key: string): Draft {
  return useSyncExternalStore(
    drafts.subscribe,
    useCallback(() => drafts.get(key), [drafts, key]),
    () => nothing,
  );
}
