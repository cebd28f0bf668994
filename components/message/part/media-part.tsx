"use client";

import { memo, useState } from "react";
import { useTranslations } from "use-intl";
import { Dialog } from "@/components/ui/dialog";
import type { MediaPart as Media } from "@/lib/core/message/part";

/** An attachment as a thumbnail; a picture opens larger. */
export const MediaPart = memo(function MediaPart({ part }: { part: Media }) {
  const t = useTranslations("message");
  const [isOpen, setOpen] = useState(false);
  const address = `/api/media/${part.blob}`;
  const name = part.name ?? t(part.type);
  // With its size known beforehand nothing moves when it has loaded.
  const size = { width: part.width, height: part.height };
  if (part.type === "video") {
    return (
      <video
        src={address}
        {...size}
        aria-label={name}
        controls
        preload="metadata"
        className="h-auto max-h-60 w-auto max-w-full rounded-lg border border-line bg-sunken"
      />
    );
  }
  const picture = (className: string) => (
    // biome-ignore lint/performance/noImgElement: its own server serves it in the size that was stored.
    <img src={address} {...size} alt={name} decoding="async" className={className} />
  );
  return (
    <>
      <button
        type="button"
        aria-label={t("openImage", { name })}
        onClick={() => setOpen(true)}
        className="max-w-full cursor-zoom-in overflow-hidden rounded-lg border border-line bg-sunken hover:border-line-strong"
      >
        {picture("h-auto max-h-60 w-auto max-w-full object-contain")}
      </button>
      <Dialog
        open={isOpen}
        onOpenChange={setOpen}
        title={name}
        closeLabel={t("closeImage")}
        className="w-fit max-w-[calc(100vw-2rem)]"
      >
        {picture("mt-3 h-auto max-h-[calc(100dvh-9rem)] w-auto max-w-full rounded-lg object-contain")}
      </Dialog>
    </>
  );
});
