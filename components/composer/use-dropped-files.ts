"use client";

import { useEffect, useEffectEvent, useState } from "react";

/**
 * Takes files that are dropped or pasted anywhere on the page.
 * @returns whether files are being dragged over the page now
 */
export function useDroppedFiles(onFiles: (files: File[]) => void): boolean {
  const [dragging, setDragging] = useState(false);
  const take = useEffectEvent(onFiles);
  useEffect(() => {
    // Each element under the pointer sends its own enter and leave; the page is left when they are even.
    let depth = 0;
    const onDrag = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      if (event.type === "dragenter") depth += 1;
      if (event.type === "dragleave") depth -= 1;
      if (event.type === "drop") {
        depth = 0;
        take([...event.dataTransfer.files]);
      }
      setDragging(depth > 0);
    };
    const onPaste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      // Office programs put a picture beside the text they copy; the text is what is meant.
      if (files.length === 0 || event.clipboardData?.types.includes("text/plain")) return;
      event.preventDefault();
      take(files);
    };
    const types = ["dragenter", "dragover", "dragleave", "drop"] as const;
    for (const type of types) window.addEventListener(type, onDrag);
    window.addEventListener("paste", onPaste);
    return () => {
      for (const type of types) window.removeEventListener(type, onDrag);
      window.removeEventListener("paste", onPaste);
    };
  }, []);
  return dragging;
}
