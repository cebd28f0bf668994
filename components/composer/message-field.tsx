"use client";

import { type KeyboardEvent, type RefObject, useEffect, useEffectEvent, useLayoutEffect } from "react";
import { useTranslations } from "use-intl";

type MessageFieldProps = {
  ref: RefObject<HTMLTextAreaElement | null>;
  value: string;
  onChange: (text: string) => void;
  onSubmit: () => void;
  draftKey: string;
};

/** The text of the message: grows with its lines, sends with Enter, leaves a running input method alone. */
export function MessageField({ ref, value, onChange, onSubmit, draftKey }: MessageFieldProps) {
  const t = useTranslations("composer");
  // What was typed before the page's scripts ran is not in the draft yet.
  const adopt = useEffectEvent(() => {
    const typed = ref.current?.value;
    if (typed && !value) onChange(typed);
  });
  useLayoutEffect(() => adopt(), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows from the text.
  useLayoutEffect(() => {
    const field = ref.current;
    if (!field) return;
    field.style.height = "0";
    field.style.height = `${field.scrollHeight}px`;
  }, [ref, value]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another conversation is another field to a person.
  useEffect(() => {
    // On a touch screen the focus would bring the keyboard up over the page.
    if (matchMedia("(pointer: fine)").matches) ref.current?.focus();
  }, [ref, draftKey]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    onSubmit();
  };
  return (
    <textarea
      ref={ref}
      aria-label={t("message")}
      placeholder={t("placeholder")}
      rows={1}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={onKeyDown}
      className="block max-h-[40vh] min-h-11 w-full resize-none bg-transparent px-3.5 pt-3 pb-1 text-[15px] leading-6 outline-none placeholder:text-faint pointer-coarse:text-base"
    />
  );
}
