"use client";

import { memo, useCallback } from "react";
import { Answer } from "@/components/message/answer";
import type { Regenerate, RegenerateChoices } from "@/components/message/regenerate-menu";
import { UserMessage } from "@/components/message/user-message";
import type { BranchStep } from "@/lib/core/message/branch";
import type { Message } from "@/lib/core/message/message";
import type { TurnState } from "@/lib/core/message/stream-event";

/** What can be done from a message. */
export type TranscriptActions = {
  selectBranch: (messageId: string) => void;
  edit: (message: Message, text: string) => void;
  regenerate: (message: Message, how: Regenerate) => void;
  continueAnswer: (message: Message) => void;
  openSetup: () => void;
};

type TranscriptStepProps = {
  step: BranchStep;
  live: TurnState | undefined;
  reconnecting: boolean;
  busy: boolean;
  regenerateChoices: RegenerateChoices;
  actions: TranscriptActions;
  /** Told before another branch is shown. */
  onBranch: () => void;
};

/** One message; only the one that is being written renders again with each event. */
export const TranscriptStep = memo(function TranscriptStep(props: TranscriptStepProps) {
  const { step, live, reconnecting, busy, regenerateChoices, actions, onBranch } = props;
  const { message, index, count, siblings } = step;
  const selectBranch = useCallback(
    (chosen: number) => {
      const id = siblings[chosen];
      if (id === undefined) return;
      onBranch();
      actions.selectBranch(id);
    },
    [siblings, actions, onBranch],
  );
  const edit = useCallback((text: string) => actions.edit(message, text), [actions, message]);
  const regenerate = useCallback((how: Regenerate) => actions.regenerate(message, how), [actions, message]);
  const goOn = useCallback(() => actions.continueAnswer(message), [actions, message]);
  const shared = {
    message,
    busy,
    ...(count > 1 && { branch: { index, count }, onSelectBranch: selectBranch }),
  };
  if (message.role === "user") return <UserMessage {...shared} onEdit={edit} />;
  return (
    <Answer
      {...shared}
      {...(live && { live })}
      reconnecting={reconnecting}
      onRegenerate={regenerate}
      regenerateChoices={regenerateChoices}
      onContinue={goOn}
      onOpenSetup={actions.openSetup}
    />
  );
});
