"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { Announcer } from "@/components/chat/announcer";
import { FirstScreen, type SampleName, samplePath } from "@/components/chat/first-screen";
import type { TranscriptProps } from "@/components/chat/transcript";
import { TranscriptSkeleton } from "@/components/chat/transcript-skeleton";
import { createDrafts, type Draft } from "@/components/composer/drafts";
import type { RegenerateChoices } from "@/components/message/regenerate-menu";
import { deferred } from "@/components/ui/deferred";
import { conversationOptions } from "@/lib/browser/api/queries";
import { downscaleMedia, type ProviderSummary, uploadMedia } from "@/lib/browser/api/requests";
import { useLiveTurn, useLiveTurns } from "@/lib/browser/turn/use-live-turn";
import type { Conversation } from "@/lib/core/message/message";
import { ComposerDock } from "./composer-dock";
import { Header } from "./header";
import { LoadFailed } from "./load-failed";
import { messageParts } from "./message-parts";
import { fixedThinking, otherModels } from "./other-models";
import { ProblemNote } from "./problem-note";
import { useChoice } from "./use-choice";
import { useBranch, useSteps } from "./use-steps";
import { useTranscriptActions } from "./use-transcript-actions";
import { useTurns } from "./use-turns";

// Markdown is the largest part of the page, and not needed before there is something to read.
const { Deferred: Transcript, preload: preloadTranscript } = deferred<TranscriptProps>(
  async () => (await import("@/components/chat/transcript")).Transcript,
);

type ChatPaneProps = {
  conversationId: string | undefined;
  onOpen: (conversationId: string | undefined) => void;
  sidebarShown: boolean;
  onShowSidebar: () => void;
  onOpenSetup: () => void;
};

/** One conversation, or the start of a new one, with the composer under it. */
export function ChatPane({ conversationId, onOpen, onOpenSetup, ...header }: ChatPaneProps) {
  const scope = conversationId ?? "new";
  const query = useQuery({
    ...conversationOptions(conversationId ?? ""),
    enabled: conversationId !== undefined,
  });
  const client = useQueryClient();
  const conversation = conversationId === undefined ? undefined : query.data;
  const branch = useBranch(conversation);
  const live = useLiveTurn(conversationId);
  const models = useChoice(scope, branch.findLast((step) => step.message.turn)?.message.turn);
  const turns = useTurns({ conversationId, open: onOpen, wanted: models.wanted });
  const steps = useSteps(branch, conversation, turns.pending);
  const choices = useRegenerateChoices(models.providers);
  const drafts = useDrafts();
  const [sample, setSample] = useState<SampleName>();
  const actions = useTranscriptActions({
    conversation,
    providers: models.providers,
    turns,
    wanted: models.wanted,
    giveBack: (text) => drafts.restore(scope, { text, attachments: [], refusals: [] }),
    openSetup: onOpenSetup,
  });
  useRunningTurns(conversation);
  usePreloadedTranscript(conversationId !== undefined);
  useTitle(conversation?.title);

  const send = async (draft: Draft) => {
    const started = await turns.ask(messageParts(draft), branch.at(-1)?.message.id);
    if (started) drafts.release(draft);
    else drafts.restore(scope, draft);
  };
  const runSample = async (name: SampleName, prompt: string) => {
    setSample(name);
    await turns.askAbout(samplePath(name), `${name}.png`, prompt);
    setSample(undefined);
  };
  const missing = query.isError && !conversation && conversationId !== undefined;
  const busy = turns.sending || live !== undefined;
  return (
    <div className="flex min-w-0 flex-1 flex-col">
      <Header {...header} title={conversation?.title} onNew={() => onOpen(undefined)} />
      <main className="flex min-h-0 flex-1 flex-col">
        {missing ? (
          <LoadFailed
            error={query.error}
            onRetry={() => client.invalidateQueries()}
            onNew={() => onOpen(undefined)}
          />
        ) : steps.length > 0 ? (
          <Transcript
            fallback={<TranscriptSkeleton />}
            props={{
              scope: `${scope} ${turns.pending?.message.id}`,
              steps,
              keyOf: (id) => turns.keys.get(id) ?? id,
              live,
              busy,
              regenerateChoices: choices,
              actions,
            }}
          />
        ) : conversationId === undefined || conversation ? (
          <FirstScreen onSample={runSample} sending={sample} disabled={turns.sending} />
        ) : (
          <TranscriptSkeleton />
        )}
        {turns.problem && <ProblemNote error={turns.problem.error} onDismiss={turns.dismissProblem} />}
        {!missing && (
          <ComposerDock
            drafts={drafts}
            draftKey={scope}
            models={models}
            onSend={send}
            onOpenSetup={onOpenSetup}
            running={live !== undefined}
            sending={turns.sending || sample !== undefined}
            onStop={turns.stop}
          />
        )}
      </main>
      <Announcer
        conversationId={conversationId}
        conversation={conversation}
        live={live}
        askedId={turns.pending?.messageId}
      />
    </div>
  );
}

function useRegenerateChoices(providers: readonly ProviderSummary[] | undefined): RegenerateChoices {
  return useMemo(
    () => ({ models: otherModels(providers), fixedThinking: (of) => fixedThinking(providers, of) }),
    [providers],
  );
}

/** Reads on where the server is writing: after a reload, or a turn that another page started. */
function useRunningTurns(conversation: Conversation | undefined): void {
  const live = useLiveTurns();
  useEffect(() => {
    for (const message of conversation?.messages ?? []) live.follow(message);
  }, [conversation, live]);
}

/** Fetches the transcript's code when there is one to read, else with the first sign that there is about to be. */
function usePreloadedTranscript(now: boolean): void {
  useEffect(() => {
    if (now) return preloadTranscript();
    const signs = ["pointerdown", "keydown", "drop", "paste"] as const;
    for (const sign of signs) window.addEventListener(sign, preloadTranscript, { once: true });
    return () => {
      for (const sign of signs) window.removeEventListener(sign, preloadTranscript);
    };
  }, [now]);
}

function useTitle(title: string | undefined): void {
  useEffect(() => {
    document.title = title ? `${title} · Perigee` : "Perigee";
  }, [title]);
}

function useDrafts() {
  const [drafts] = useState(() =>
    createDrafts({
      upload: uploadMedia,
      downscale: downscaleMedia,
      ...(typeof localStorage !== "undefined" && { storage: localStorage }),
    }),
  );
  return drafts;
}
