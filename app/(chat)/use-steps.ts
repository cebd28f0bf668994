"use client";

import { useMemo } from "react";
import { type BranchStep, branchOf } from "@/lib/core/message/branch";
import type { Conversation } from "@/lib/core/message/message";
import type { PendingMessage } from "./use-turns";

/** The shown branch of a conversation. */
export function useBranch(conversation: Conversation | undefined): BranchStep[] {
  return useMemo(
    () => (conversation ? branchOf(conversation.messages, conversation.leafId) : []),
    [conversation],
  );
}

/** The branch with the message that is on its way at its end, until the conversation has it. */
export function useSteps(
  branch: BranchStep[],
  conversation: Conversation | undefined,
  pending: PendingMessage | undefined,
): BranchStep[] {
  const arrived = conversation?.messages.some((message) => message.id === pending?.messageId) ?? false;
  return useMemo(
    () => (pending && !arrived ? withPending(branch, pending) : branch),
    [branch, pending, arrived],
  );
}

/** The branch as it will be once a message has arrived. */
export function withPending(branch: BranchStep[], pending: PendingMessage): BranchStep[] {
  const { message } = pending;
  const step = { message, index: 0, count: 1, siblings: [message.id] };
  // An edit takes the place of what it edits; a new message comes after all.
  const at = branch.findIndex((one) => one.message.parentId === message.parentId);
  return [...(at < 0 ? branch : branch.slice(0, at)), step];
}
