import type { Draft } from "@/components/composer/drafts";
import type { MediaPart, TextPart } from "@/lib/core/message/part";

/** A draft as the parts of a message: the pictures first, then what is said of them. */
export function messageParts({ attachments, text }: Draft): (TextPart | MediaPart)[] {
  const pictures = attachments.flatMap(({ media, name }) =>
    media ? [{ ...media, type: "image" as const, name }] : [],
  );
  return [...pictures, ...(text.trim() ? [{ type: "text" as const, text }] : [])];
}
