"use client";

import { type Ref, useEffect, useEffectEvent, useImperativeHandle, useRef } from "react";
import { acceptedTypes } from "./picture-type";

export type FilePickerHandle = { open: () => void };

type FilePickerProps = { ref: Ref<FilePickerHandle>; onFiles: (files: File[]) => void };

/** The browser's own dialog for choosing files. */
export function FilePicker({ ref, onFiles }: FilePickerProps) {
  const input = useRef<HTMLInputElement>(null);
  useImperativeHandle(ref, () => ({ open: () => input.current?.click() }));
  const take = useEffectEvent(() => {
    const files = [...(input.current?.files ?? [])];
    // Emptied, so that the same file can be chosen again.
    if (input.current) input.current.value = "";
    if (files.length > 0) onFiles(files);
  });
  // Files may have been chosen before the page's scripts ran.
  useEffect(() => take(), []);
  return (
    <input ref={input} type="file" hidden multiple accept={acceptedTypes.join(",")} onChange={() => take()} />
  );
}
