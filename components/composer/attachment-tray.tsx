"use client";

import { useTranslations } from "use-intl";
import { AttachmentCard } from "./attachment-card";
import type { Draft, Drafts } from "./drafts";
import { downscaleBox, isLarge } from "./picture-size";

type AttachmentTrayProps = { draft: Draft; drafts: Drafts; draftKey: string; unseenBy?: string };

/** The pictures that go with the message; `unseenBy` names a model that does not take any. */
export function AttachmentTray({ draft, drafts, draftKey, unseenBy }: AttachmentTrayProps) {
  const t = useTranslations("composer");
  if (draft.attachments.length === 0) return null;
  const anyLarge = draft.attachments.some(({ media }) =>
    isLarge({ width: media?.width ?? 0, height: media?.height ?? 0 }),
  );
  return (
    <div className="border-line border-b p-2">
      <ul aria-label={t("attachments")} className="flex max-h-44 flex-wrap gap-2 overflow-y-auto">
        {draft.attachments.map((attachment) => (
          <AttachmentCard
            key={attachment.id}
            attachment={attachment}
            onRemove={() => drafts.remove(draftKey, attachment.id)}
            onRetry={() => drafts.retry(draftKey, attachment.id)}
            onDownscale={(size) => drafts.shrink(draftKey, attachment.id, downscaleBox(size))}
          />
        ))}
      </ul>
      {anyLarge && <p className="pt-1.5 text-warning text-xs">{t("tooLarge")}</p>}
      {unseenBy && <p className="pt-1.5 text-warning text-xs">{t("unseen", { model: unseenBy })}</p>}
    </div>
  );
}
