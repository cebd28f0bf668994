"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import type { TranscriptActions } from "@/components/chat/transcript-step";
import { conversationOptions } from "@/lib/browser/api/queries";
import { type ProviderSummary, patchConversation } from "@/lib/browser/api/requests";
import { leafOf } from "@/lib/core/message/branch";
import type { Conversation, Message } from "@/lib/core/message/message";
import type { MediaPart, TextPart } from "@/lib/core/message/part";
import type { useTurns } from "./use-turns";

type Options = {
  conversation: Conversation | undefined;
  providers: readonly ProviderSummary[] | undefined;
  turns: ReturnType<typeof useTurns>;
  wanted: () => { provider?: string; model?: string; thinking?: boolean };
  /** Takes back an edit that was refused. */
  giveBack: (text: string) => void;
  openSetup: () => void;
};

/** What the messages of the transcript can do. The object stays the same, so that finished messages render once. */
export function useTranscriptActions(options: Options): TranscriptActions {
  const client = useQueryClient();
  const { conversation, providers, turns, wanted, giveBack, openSetup } = options;

  const selectBranch = async (messageId: string) => {
    if (!conversation) return;
    const { queryKey } = conversationOptions(conversation.id);
    const leafId = leafOf(conversation.messages, messageId);
    await client.cancelQueries({ queryKey, exact: true });
    client.setQueryData(queryKey, (old) => old && { ...old, leafId });
    try {
      await patchConversation(conversation.id, { leafId });
    } catch (error) {
      turns.report(error);
    }
  };
  const edit = async (message: Message, text: string) => {
    const media = message.parts.filter(
      (part): part is MediaPart => part.type === "image" || part.type === "video",
    );
    const words: TextPart[] = text.trim() ? [{ type: "text", text }] : [];
    if (!(await turns.ask([...media, ...words], message.parentId))) giveBack(text);
  };
  const regenerate: TranscriptActions["regenerate"] = ({ id, conversationId }, how) => {
    void turns.start({ conversationId, regenerate: id, ...wanted(), ...how });
  };
  const continueAnswer = ({ id, conversationId, turn }: Message) => {
    // It goes on with the model that began it, where that is still to be had.
    const same = providers?.some(
      (one) => one.id === turn?.provider && one.models.some((model) => model.id === turn.model),
    );
    const how =
      same && turn ? { provider: turn.provider, model: turn.model, thinking: turn.thinking } : wanted();
    void turns.start({ conversationId, continue: id, ...how });
  };

  const handlers = { selectBranch, edit, regenerate, continueAnswer, openSetup };
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  return useMemo(
    () => ({
      selectBranch: (messageId) => void latest.current.selectBranch(messageId),
      edit: (message, text) => void latest.current.edit(message, text),
      regenerate: (message, how) => latest.current.regenerate(message, how),
      continueAnswer: (message) => latest.current.continueAnswer(message),
      openSetup: () => latest.current.openSetup(),
    }),
    [],
  );
}
