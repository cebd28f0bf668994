"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { useTranslations } from "use-intl";
import type { Draft, Drafts } from "./drafts";

/** How long after "send" a list of models may still come and the message leave by itself. */
const patienceMs = 5_000;

type SendOptions = {
  drafts: Drafts;
  draftKey: string;
  draft: Draft;
  /** An answer is being written, or a message is on its way. */
  blocked: boolean;
  canAsk: boolean;
  onSend: (draft: Draft) => void;
};

/** Sends the draft, once its uploads are complete. `notice` says what holds it up. */
export function useSend({ drafts, draftKey, draft, blocked, canAsk, onSend }: SendOptions) {
  const t = useTranslations("composer");
  const [hold, setHold] = useState<{ key: string; because: "uploads" | "failed" | "no-model"; at: number }>();
  const because = hold?.key === draftKey ? hold.because : undefined;
  const waiting = because === "uploads";
  const uploading = draft.attachments.some((one) => one.state === "uploading" || one.downscaling);
  const failed = draft.attachments.some((one) => one.state === "failed");

  const submit = () => {
    if (blocked || (draft.text.trim() === "" && draft.attachments.length === 0)) return;
    const reason = !canAsk ? "no-model" : failed ? "failed" : uploading ? "uploads" : undefined;
    setHold(reason && { key: draftKey, because: reason, at: Date.now() });
    if (!reason) onSend(drafts.take(draftKey));
  };
  const resume = useEffectEvent(submit);
  useEffect(() => {
    if (waiting && !uploading) resume();
  }, [waiting, uploading]);
  const tooEarly = because === "no-model" ? hold?.at : undefined;
  useEffect(() => {
    if (canAsk && tooEarly !== undefined && Date.now() - tooEarly < patienceMs) resume();
  }, [canAsk, tooEarly]);

  const notices = {
    uploads: t("waitingForUploads"),
    failed: failed ? t("uploadFailed") : undefined,
    "no-model": canAsk ? undefined : t("noModel"),
  };
  return { submit, waiting, cancel: () => setHold(undefined), notice: because && notices[because] };
}
