import "server-only";
import { fileTypeFromBuffer } from "file-type";
import { PerigeeError } from "@/lib/core/message/perigee-error";

const accepted = ["image/png", "image/jpeg", "image/webp", "image/gif"] as const;
export type ImageType = (typeof accepted)[number];

const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const headBytes = 4096;
const acceptedNames = "PNG, JPEG, WebP and GIF";

/**
 * The type of a picture, told from its bytes alone.
 * @throws PerigeeError `unsupported-media`, saying what the file is instead
 */
export async function mediaTypeOf(bytes: Uint8Array): Promise<ImageType> {
  const found = await fileTypeFromBuffer(bytes);
  // An animated PNG is a PNG to whoever does not know better; one cut off in its header is still meant as one.
  const isPng = found?.mime === "image/apng" || (!found && startsWith(bytes, pngSignature));
  const mime = isPng ? "image/png" : found?.mime;
  const type = accepted.find((one) => one === mime);
  if (type) return type;
  const what = (found && !isMarkup(found.mime) ? nameOf(found) : undefined) ?? textNameOf(bytes);
  throw new PerigeeError(
    "unsupported-media",
    what
      ? `This is ${what}; accepted are ${acceptedNames}.`
      : `This file is none of the accepted types, which are ${acceptedNames}.`,
    "Choose a picture, or save this one as PNG or JPEG first.",
    what ? { data: { what } } : {},
  );
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

function isMarkup(mime: string): boolean {
  return mime === "application/xml" || mime.startsWith("text/");
}

function nameOf({ mime, ext }: { mime: string; ext: string }): string {
  const short = ext.toUpperCase();
  const named = `${/^[AEFILMNORSX]/.test(short) ? "an" : "a"} ${short}`;
  if (mime === "application/pdf") return named;
  if (mime.startsWith("image/")) return `${named} picture`;
  if (mime.startsWith("video/")) return `${named} video`;
  if (mime.startsWith("audio/")) return `${named} sound file`;
  return `${named} file`;
}

/** Text has no signature; it is UTF-8 without control characters. */
function textNameOf(bytes: Uint8Array): string | undefined {
  const head = textOf(bytes.subarray(0, headBytes));
  if (head === undefined) return undefined;
  if (/<svg[\s>/]/i.test(head)) return "an SVG drawing";
  if (/^\s*(<!doctype html|<html|<head|<body)/i.test(head)) return "an HTML page";
  return /^\s*<\?xml/.test(head) ? "an XML file" : "a text file";
}

function textOf(head: Uint8Array): string | undefined {
  try {
    // With `stream`, a character that the cut split is no error.
    const text = new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: true });
    return /\p{Cc}/u.test(text.replace(/[\t\n\r\f]/g, "")) ? undefined : text;
  } catch {
    return undefined;
  }
}
