"use client";

import { useRef, useState } from "react";
import { Composer } from "@/components/composer/composer";
import type { Draft, Drafts } from "@/components/composer/drafts";
import type { FilePickerHandle } from "@/components/composer/file-picker";
import { useShortcuts } from "@/lib/browser/keyboard/use-shortcuts";
import { reasonFixed } from "@/lib/core/model/fixed-control";
import type { useChoice } from "./use-choice";

type ComposerDockProps = {
  drafts: Drafts;
  draftKey: string;
  models: ReturnType<typeof useChoice>;
  onSend: (draft: Draft) => void;
  onOpenSetup: () => void;
  running: boolean;
  sending: boolean;
  onStop: () => void;
};

/** The composer with the page's shortcuts for it. */
export function ComposerDock({ models, ...composer }: ComposerDockProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const file = useRef<FilePickerHandle>(null);
  const [modelsOpen, setModelsOpen] = useState(false);
  const toggleMode = () => {
    const { model, thinking } = models.choice ?? {};
    if (model && !reasonFixed("thinking", model.capabilities)) models.choose({ thinking: !thinking });
  };
  useShortcuts({
    focusComposer: () => field.current?.focus(),
    attach: () => file.current?.open(),
    pickModel: () => setModelsOpen(true),
    toggleMode,
    ...(composer.running && { stop: composer.onStop }),
  });
  return (
    <Composer
      {...composer}
      providers={models.providers}
      choice={models.choice}
      onChoose={(change) => {
        models.choose(change);
        if (change.model === undefined) return;
        setModelsOpen(false);
        field.current?.focus();
      }}
      models={{
        open: modelsOpen,
        onOpenChange: setModelsOpen,
        onRefresh: models.refresh,
        refreshing: models.refreshing,
        failed: models.failed && !models.providers,
      }}
      fieldRef={field}
      fileRef={file}
    />
  );
}
