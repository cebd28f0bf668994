"use client";

import { ImageOff, RotateCw, X } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { IconButton } from "@/components/ui/icon-button";
import { ApiError } from "@/lib/browser/api/requests";
import { useErrorWords } from "@/lib/browser/language/use-error-words";
import type { Attachment } from "./drafts";
import { downscaledSize, isLarge, type PictureSize } from "./picture-size";

type AttachmentCardProps = {
  attachment: Attachment;
  onRemove: () => void;
  onRetry: () => void;
  onDownscale: (size: PictureSize) => void;
};

/** One picture of the tray: what it is, how far its upload is, and what can be done with it. */
export function AttachmentCard({ attachment, onRemove, onRetry, onDownscale }: AttachmentCardProps) {
  const t = useTranslations("composer");
  const { name, previewUrl, state } = attachment;
  const size = sizeOf(attachment);
  return (
    <li
      className={classNames(
        "flex max-w-full items-center gap-2 rounded-lg border bg-canvas p-1.5",
        state === "failed" ? "border-danger" : "border-line",
      )}
    >
      <Thumbnail url={previewUrl} />
      <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
        <div className="min-w-0 max-w-56 leading-5">
          <p className="truncate text-[13px]" title={name}>
            {name}
          </p>
          <AttachmentState attachment={attachment} />
        </div>
        {size && isLarge(size) && (
          <Button size="sm" onClick={() => onDownscale(size)} disabled={attachment.downscaling}>
            {attachment.downscaling ? t("downscaling") : t("downscale", sizeWords(downscaledSize(size)))}
          </Button>
        )}
      </div>
      {state === "failed" && mayBeRetried(attachment.problem) && (
        <IconButton size="sm" label={t("retryUpload", { name })} icon={<RotateCw />} onClick={onRetry} />
      )}
      <IconButton size="sm" label={t("remove", { name })} icon={<X />} onClick={onRemove} />
    </li>
  );
}

/** The picture, or a sign where the browser cannot draw it. */
function Thumbnail({ url }: { url: string }) {
  const [broken, setBroken] = useState(false);
  const frame = "size-10 shrink-0 rounded-md border border-line";
  if (broken) return <ImageOff className={classNames(frame, "p-2.5 text-faint")} aria-hidden />;
  return (
    // biome-ignore lint/performance/noImgElement: a local preview, which an optimiser cannot reach.
    <img src={url} alt="" onError={() => setBroken(true)} className={classNames(frame, "object-cover")} />
  );
}

/** What the server refused it refuses again; what failed on the way may get through. */
function mayBeRetried(problem: unknown): boolean {
  return !(problem instanceof ApiError && problem.status >= 400 && problem.status < 500);
}

function AttachmentState({ attachment }: { attachment: Attachment }) {
  const t = useTranslations("composer");
  const errorWords = useErrorWords();
  const size = sizeOf(attachment);
  if (attachment.problem !== undefined) {
    const { message, hint } = errorWords(attachment.problem);
    return (
      <p role="alert" className="text-danger text-xs">
        {message} {hint}
      </p>
    );
  }
  if (attachment.state === "uploading") {
    return (
      <progress
        aria-label={t("uploading")}
        value={attachment.progress}
        max={1}
        className="block h-1 w-24 overflow-hidden rounded-full bg-line [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent"
      />
    );
  }
  return <p className="text-muted text-xs tabular-nums">{size && t("pixels", sizeWords(size))}</p>;
}

function sizeOf({ media }: Attachment): PictureSize | undefined {
  const { width, height } = media ?? {};
  return width !== undefined && height !== undefined ? { width, height } : undefined;
}

/** As text, so that no thousands separator gets in. */
function sizeWords({ width, height }: PictureSize): { width: string; height: string } {
  return { width: String(width), height: String(height) };
}
