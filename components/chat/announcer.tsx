"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import type { LiveTurn } from "@/lib/browser/turn/use-live-turn";
import type { Conversation } from "@/lib/core/message/message";
import { type Heard, hear } from "./announcement";

type AnnouncerProps = {
  conversationId: string | undefined;
  /** Undefined while it is being loaded. */
  conversation: Conversation | undefined;
  live: LiveTurn | undefined;
  /** The message that was last sent on this page. */
  askedId: string | undefined;
};

/** Tells a screen reader that an answer has started and how it ended, and nothing between. */
export function Announcer({ conversationId, conversation, live, askedId }: AnnouncerProps) {
  const t = useTranslations("chat");
  const messages = conversation?.messages ?? [];
  const answer = messages.findLast((message) => askedId !== undefined && message.parentId === askedId);
  const shown = {
    conversationId,
    loading: conversationId !== undefined && !conversation && !live,
    turnId: live?.turnId ?? conversation?.runningTurnId,
    askedTurnId: answer?.turn?.id,
  };
  const [heard, setHeard] = useState<Heard>({ ...shown, toldOf: undefined, says: undefined });
  const next = hear(
    heard,
    shown,
    (turnId) => messages.find((message) => message.turn?.id === turnId)?.turn?.reason,
  );
  if (next !== heard) setHeard(next);
  return (
    <div role="status" className="sr-only">
      {heard.says && t(heard.says)}
    </div>
  );
}
