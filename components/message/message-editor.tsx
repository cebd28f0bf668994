"use client";

import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";

type MessageEditorProps = {
  text: string;
  /** A message may be without words when it has attachments. */
  mayBeEmpty: boolean;
  onSave: (text: string) => void;
  onCancel: () => void;
};

/** Changes a message in place. Enter saves, Shift+Enter makes a new line, Escape leaves it as it was. */
export function MessageEditor({ text, mayBeEmpty, onSave, onCancel }: MessageEditorProps) {
  const t = useTranslations("message");
  const [value, setValue] = useState(text);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.setSelectionRange(text.length, text.length);
  }, [text]);
  const canSave = mayBeEmpty || value.trim() !== "";
  const save = () => {
    if (!canSave) return;
    if (value === text) onCancel();
    else onSave(value);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter that chooses a character of an input method is not meant for us.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      onCancel();
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      save();
    }
  };
  return (
    <div className="w-full rounded-xl border border-line-strong bg-surface p-2">
      <textarea
        ref={field}
        aria-label={t("editMessage")}
        value={value}
        onChange={(event) => setValue(event.target.value)}
        onKeyDown={onKeyDown}
        rows={Math.min(12, Math.max(2, value.split("\n").length))}
        className="field-sizing-content max-h-[50vh] w-full resize-none bg-transparent px-2 py-1 text-[15px] leading-[1.65] outline-none pointer-coarse:text-base"
      />
      <div className="flex flex-wrap items-center justify-end gap-2">
        <span className="mr-auto px-2 text-muted text-xs max-sm:hidden">{t("editHint")}</span>
        <Button size="sm" variant="ghost" onClick={onCancel}>
          {t("cancel")}
        </Button>
        <Button size="sm" variant="primary" onClick={save} disabled={!canSave}>
          {t("save")}
        </Button>
      </div>
    </div>
  );
}
