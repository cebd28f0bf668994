"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { ApiError } from "@/lib/browser/api/api-error";
import { type StartTurnBody, uploadMedia } from "@/lib/browser/api/requests";
import { useLiveTurns } from "@/lib/browser/turn/use-live-turn";
import type { Message } from "@/lib/core/message/message";
import type { MediaPart, TextPart } from "@/lib/core/message/part";

type Parts = (TextPart | MediaPart)[];

/**
 * A message that is on its way. It is shown where it was sent, and in the conversation that it made; once that
 * has the message, the message takes this one's place.
 */
export type PendingMessage = {
  shownIn: readonly (string | undefined)[];
  message: Message;
  messageId?: string;
};

export type Problem = { scope: string | undefined; error: unknown };

type TurnsOptions = {
  conversationId: string | undefined;
  open: (conversationId: string) => void;
  /** The model and mode to ask. */
  wanted: () => { provider?: string; model?: string; thinking?: boolean };
};

let pendingCount = 0;

/** Starts and stops turns; says what is on its way and what was refused. */
export function useTurns({ conversationId, open, wanted }: TurnsOptions) {
  const live = useLiveTurns();
  const queries = useQueryClient();
  const [pending, setPending] = useState<PendingMessage>();
  const [problem, setProblem] = useState<Problem>();
  const [keys, setKeys] = useState<ReadonlyMap<string, string>>(new Map());
  const [sendingIn, setSendingIn] = useState<{ scope: string | undefined }>();
  const shown = useRef(conversationId);
  useEffect(() => {
    shown.current = conversationId;
  });

  // The address follows a moment later; from then on the message belongs to its conversation alone.
  if (
    conversationId !== undefined &&
    pending?.shownIn.includes(conversationId) &&
    pending.shownIn.length > 1
  ) {
    setPending({ ...pending, shownIn: [conversationId] });
  }

  /** @returns whether the turn has started; if not, `problem` says why. */
  const start = async (body: StartTurnBody, message?: Message): Promise<boolean> => {
    const scope = conversationId;
    setProblem(undefined);
    setSendingIn({ scope });
    if (message) setPending({ shownIn: [scope], message });
    try {
      const started = await live.start(body);
      const messageId = live.get(started.conversationId)?.userMessageId;
      // Whoever went elsewhere meanwhile stays there.
      const opens = scope === undefined && shown.current === undefined;
      const shownIn = opens ? [scope, started.conversationId] : [started.conversationId];
      setPending(message && { shownIn, message, ...(messageId && { messageId }) });
      if (message && messageId) setKeys((old) => new Map(old).set(messageId, message.id));
      if (opens) open(started.conversationId);
      return true;
    } catch (error) {
      setPending(undefined);
      setProblem({ scope, error });
      // The message may have been stored before the connection broke: what the server has is shown again.
      if (error instanceof ApiError && error.code === "network") void queries.invalidateQueries();
      return false;
    } finally {
      setSendingIn(undefined);
    }
  };

  /** @param parentId the message it follows; undefined where the conversation is not known yet */
  const ask = (parts: Parts, parentId: string | null | undefined) => {
    pendingCount += 1;
    const message: Message = {
      id: `pending-${pendingCount}`,
      conversationId: conversationId ?? "",
      parentId: parentId === undefined ? "unknown" : parentId,
      role: "user",
      parts,
      createdAt: Date.now(),
    };
    const place = conversationId && { conversationId, ...(parentId !== undefined && { parentId }) };
    return start({ ...place, parts, ...wanted() }, message);
  };

  /** Uploads a file that is served by this site, and asks about it. */
  const askAbout = async (path: string, name: string, text: string): Promise<boolean> => {
    try {
      const response = await fetch(path);
      if (!response.ok) throw new Error(`${path} answered ${response.status}.`);
      const media = await uploadMedia(await response.blob());
      const picture = { ...media, type: "image" as const, name };
      return await ask([picture, { type: "text", text }], undefined);
    } catch (error) {
      setProblem({ scope: conversationId, error });
      return false;
    }
  };

  const stop = async () => {
    if (!conversationId) return;
    try {
      await live.stop(conversationId);
    } catch (error) {
      setProblem({ scope: conversationId, error });
    }
  };

  return {
    ask,
    askAbout,
    start,
    stop,
    /** The keys that messages were shown under before the server named them. */
    keys,
    pending: pending?.shownIn.includes(conversationId) ? pending : undefined,
    sending: sendingIn !== undefined && sendingIn.scope === conversationId,
    problem: problem?.scope === conversationId ? problem : undefined,
    report: (error: unknown) => setProblem({ scope: conversationId, error }),
    dismissProblem: () => setProblem(undefined),
  };
}
