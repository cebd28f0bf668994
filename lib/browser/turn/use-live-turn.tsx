"use client";

import { useQueryClient } from "@tanstack/react-query";
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useState,
  useSyncExternalStore,
} from "react";
import { createLiveTurns, type LiveTurn, type LiveTurns } from "./live-turns";

export type { LiveTurn };

const Context = createContext<LiveTurns | undefined>(undefined);

/** Holds the running turns of the page; stands inside the query client's provider, around everything. */
export function LiveTurnsProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [turns] = useState(() => createLiveTurns(client));
  return <Context value={turns}>{children}</Context>;
}

/** @throws Error outside a LiveTurnsProvider */
export function useLiveTurns(): LiveTurns {
  const turns = useContext(Context);
  if (!turns) throw new Error("useLiveTurns needs a LiveTurnsProvider around it.");
  return turns;
}

/** The running turn of a conversation, at most one new value a frame. */
export function useLiveTurn(conversationId?: string): LiveTurn | undefined {
  const turns = useLiveTurns();
  const read = useCallback(
    () => (conversationId === undefined ? undefined : turns.get(conversationId)),
    [turns, conversationId],
  );
  return useSyncExternalStore(turns.subscribe, read, () => undefined);
}
