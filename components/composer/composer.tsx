"use client";

import { ArrowUp, ImagePlus, Square } from "lucide-react";
import type { RefObject } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import type { ProviderSummary } from "@/lib/browser/api/requests";
import { keysOf } from "@/lib/browser/keyboard/shortcut";
import { reasonFixed } from "@/lib/core/model/fixed-control";
import { AttachmentTray } from "./attachment-tray";
import type { ResolvedChoice } from "./choice";
import { ComposerHint } from "./composer-hint";
import type { Draft, Drafts } from "./drafts";
import { DropOverlay } from "./drop-overlay";
import { FilePicker, type FilePickerHandle } from "./file-picker";
import { MessageField } from "./message-field";
import { ModeSwitch } from "./mode-switch";
import { ModelPicker } from "./model-picker";
import { Refusals } from "./refusals";
import { useDraft } from "./use-draft";
import { useDroppedFiles } from "./use-dropped-files";
import { useSend } from "./use-send";

type ComposerProps = {
  drafts: Drafts;
  /** Which conversation's draft is written. */
  draftKey: string;
  /** `undefined` while the providers are being loaded. */
  providers: readonly ProviderSummary[] | undefined;
  choice: ResolvedChoice | undefined;
  onChoose: (change: { provider?: string; model?: string; thinking?: boolean }) => void;
  models: {
    open: boolean;
    onOpenChange: (open: boolean) => void;
    onRefresh: () => void;
    refreshing: boolean;
    failed: boolean;
  };
  /** Takes a draft that was emptied; whoever cannot send it gives it back. */
  onSend: (draft: Draft) => void;
  onOpenSetup: () => void;
  running: boolean;
  /** A message is on its way and its turn has not started yet. */
  sending: boolean;
  onStop: () => void;
  fieldRef: RefObject<HTMLTextAreaElement | null>;
  fileRef: RefObject<FilePickerHandle | null>;
};

/** Where a message is written: text, pictures, the model and its mode. */
export function Composer(props: ComposerProps) {
  const { drafts, draftKey, providers, choice, onChoose, models, running, sending, onStop } = props;
  const t = useTranslations("composer");
  const draft = useDraft(drafts, draftKey);
  const add = (files: readonly File[]) => void drafts.add(draftKey, files);
  const dragging = useDroppedFiles(add);
  const { submit, waiting, cancel, notice } = useSend({
    drafts,
    draftKey,
    draft,
    blocked: running || sending,
    canAsk: choice?.model !== undefined,
    onSend: props.onSend,
  });
  const capabilities = choice?.model?.capabilities;
  const unseen = capabilities && reasonFixed("image", capabilities) !== undefined;
  const empty = draft.text.trim() === "" && draft.attachments.length === 0;
  return (
    <div className="mx-auto w-full max-w-[46rem] px-3 pb-2">
      <Refusals refusals={draft.refusals} onDismiss={() => drafts.dismissRefusals(draftKey)} />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        className="rounded-xl border border-line-strong bg-surface transition-colors duration-100 has-[textarea:focus-visible]:border-accent"
      >
        <AttachmentTray
          draft={draft}
          drafts={drafts}
          draftKey={draftKey}
          {...(unseen && { unseenBy: capabilities.label })}
        />
        <MessageField
          ref={props.fieldRef}
          value={draft.text}
          onChange={(text) => drafts.setText(draftKey, text)}
          onSubmit={submit}
          draftKey={draftKey}
        />
        <div className="flex items-center gap-1.5 p-1.5">
          <FilePicker ref={props.fileRef} onFiles={add} />
          <IconButton
            label={t("attach")}
            shortcut={keysOf("attach")}
            icon={<ImagePlus />}
            onClick={() => props.fileRef.current?.open()}
          />
          <Mode choice={choice} onChange={(thinking) => onChoose({ thinking })} />
          <ModelPicker
            className="min-w-0 flex-1"
            providers={providers}
            choice={choice}
            onChoose={(provider, model) => onChoose({ provider, model })}
            {...models}
          />
          {running ? (
            <IconButton
              label={t("stop")}
              shortcut={keysOf("stop")}
              icon={<Square className="fill-current" />}
              onClick={onStop}
              className="bg-accent text-on-accent hover:bg-accent-strong hover:text-on-accent [&_svg]:size-3"
            />
          ) : (
            <IconButton
              type="submit"
              label={t("send")}
              shortcut="Enter"
              icon={<ArrowUp />}
              disabled={empty || sending || waiting}
              className="bg-accent text-on-accent hover:bg-accent-strong hover:text-on-accent disabled:bg-sunken disabled:text-faint"
            />
          )}
        </div>
      </form>
      <ComposerHint
        choice={choice}
        modelsFailed={models.failed}
        onRetryModels={models.onRefresh}
        onOpenSetup={props.onOpenSetup}
        running={running}
        notice={notice ?? (running && !empty ? t("sendAfterAnswer") : undefined)}
        action={
          waiting && (
            <Button size="sm" variant="ghost" onClick={cancel}>
              {t("cancel")}
            </Button>
          )
        }
      />
      {dragging && <DropOverlay />}
    </div>
  );
}

function Mode({
  choice,
  onChange,
}: {
  choice: ResolvedChoice | undefined;
  onChange: (thinking: boolean) => void;
}) {
  const t = useTranslations("composer");
  const capabilities = choice?.model?.capabilities;
  const reason = capabilities && reasonFixed("thinking", capabilities);
  const words = reason && t(`fixed.${reason}`, { model: capabilities.label });
  return (
    <ModeSwitch
      thinking={choice?.thinking ?? true}
      onChange={onChange}
      shortcut={keysOf("toggleMode")}
      disabled={!choice}
      {...(words && { fixedBecause: words })}
    />
  );
}
