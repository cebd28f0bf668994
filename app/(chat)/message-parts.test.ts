import { describe, expect, it } from "vitest";
import type { Attachment } from "@/components/composer/drafts";
import { messageParts } from "./message-parts";

const attachment = (name: string, blob?: string): Attachment => ({
  id: name,
  name,
  file: new Blob(),
  previewUrl: "",
  state: blob ? "ready" : "failed",
  progress: 1,
  ...(blob && { media: { blob, mediaType: "image/png", bytes: 3, width: 4, height: 5 } }),
});

describe("the parts of a message", () => {
  it("are its pictures and then its text", () => {
    const attachments = [attachment("one.png", "a"), attachment("two.png", "b")];
    expect(messageParts({ text: "Compare", attachments, refusals: [] })).toEqual([
      { type: "image", blob: "a", mediaType: "image/png", bytes: 3, width: 4, height: 5, name: "one.png" },
      { type: "image", blob: "b", mediaType: "image/png", bytes: 3, width: 4, height: 5, name: "two.png" },
      { type: "text", text: "Compare" },
    ]);
  });

  it("leave out an empty text and what was not uploaded", () => {
    const attachments = [attachment("one.png", "a"), attachment("failed.png")];
    expect(messageParts({ text: " \n", attachments, refusals: [] })).toHaveLength(1);
  });
});
