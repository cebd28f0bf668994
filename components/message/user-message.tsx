"use client";

import { Pencil } from "lucide-react";
import { memo, useId, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { classNames } from "@/components/ui/class-names";
import { IconButton } from "@/components/ui/icon-button";
import type { Message } from "@/lib/core/message/message";
import type { MediaPart as Media } from "@/lib/core/message/part";
import { type Branch, BranchWalker } from "./branch-walker";
import { CopyButton } from "./copy-button";
import { isLongText } from "./long-text";
import { MessageEditor } from "./message-editor";
import { textOf } from "./outcome";
import { MediaPart } from "./part/media-part";

type UserMessageProps = {
  message: Message;
  branch?: Branch;
  onSelectBranch?: (index: number) => void;
  /** Takes the new text; the message with it becomes a branch of its own. */
  onEdit?: (text: string) => void;
  /** An answer is being written, so that nothing can be asked. */
  busy?: boolean;
};

/** What the reader asked: attachments, then the text as it was typed. */
export const UserMessage = memo(function UserMessage(props: UserMessageProps) {
  const { message, branch, onSelectBranch, onEdit, busy = false } = props;
  const t = useTranslations("message");
  const [editing, setEditing] = useState(false);
  const edit = useRef<HTMLButtonElement>(null);
  const text = textOf(message.parts);
  const media = message.parts.filter((part): part is Media => part.type === "image" || part.type === "video");
  const leave = () => {
    setEditing(false);
    // The button is back only after the next rendering.
    requestAnimationFrame(() => edit.current?.focus());
  };
  const save = (changed: string) => {
    setEditing(false);
    onEdit?.(changed);
  };
  return (
    <article aria-label={t("yourMessage")} className="flex min-w-0 flex-col items-end gap-2">
      {media.length > 0 && (
        <div className="flex max-w-full flex-wrap justify-end gap-2">
          {media.map((part, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same picture may be attached twice.
            <MediaPart key={index} part={part} />
          ))}
        </div>
      )}
      {editing ? (
        <MessageEditor text={text} mayBeEmpty={media.length > 0} onSave={save} onCancel={leave} />
      ) : (
        <>
          {text && <Text text={text} />}
          <div className="flex items-center">
            <BranchWalker branch={branch} onSelect={onSelectBranch} />
            {text && <CopyButton text={text} label={t("copy")} />}
            {onEdit && (
              <IconButton
                ref={edit}
                size="sm"
                label={t("edit")}
                icon={<Pencil />}
                disabled={busy}
                onClick={() => setEditing(true)}
              />
            )}
          </div>
        </>
      )}
    </article>
  );
});

function Text({ text }: { text: string }) {
  const t = useTranslations("message");
  const isLong = isLongText(text);
  const [isWhole, setWhole] = useState(false);
  const id = useId();
  const folded = isLong && !isWhole;
  return (
    <div className="max-w-[85%] rounded-xl bg-sunken px-4 py-2.5 max-sm:max-w-full">
      <p
        id={id}
        className={classNames(
          "whitespace-pre-wrap text-[15px] leading-[1.65] wrap-anywhere",
          folded && "line-clamp-12",
        )}
      >
        {text}
      </p>
      {isLong && (
        <button
          type="button"
          aria-expanded={isWhole}
          aria-controls={id}
          onClick={() => setWhole(!isWhole)}
          className="-mx-1 mt-1 h-8 rounded-md px-1 font-medium text-accent text-sm hover:underline pointer-coarse:h-10"
        >
          {isWhole ? t("showLess") : t("showAll")}
        </button>
      )}
    </div>
  );
}
