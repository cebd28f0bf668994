/** The pictures that are taken, by the media type their bytes have. */
export const acceptedTypes = ["image/png", "image/jpeg", "image/webp", "image/gif"] as const;

/** How many of a file's first bytes are needed to tell what it is. */
export const headBytes = 64;

/** What a file is by its first bytes: a picture that is taken, something else that is known, or unknown. */
export type FoundType =
  | { accepted: (typeof acceptedTypes)[number] }
  | { accepted: undefined; found?: string };

type Signature = { at: number; bytes: string };

const pictures: Record<(typeof acceptedTypes)[number], Signature[][]> = {
  "image/png": [[{ at: 0, bytes: "\x89PNG\r\n\x1a\n" }]],
  "image/jpeg": [[{ at: 0, bytes: "\xff\xd8\xff" }]],
  "image/webp": [
    [
      { at: 0, bytes: "RIFF" },
      { at: 8, bytes: "WEBP" },
    ],
  ],
  "image/gif": [[{ at: 0, bytes: "GIF87a" }], [{ at: 0, bytes: "GIF89a" }]],
};

/** Names as people know them; they are the same in every language. */
const others: [name: string, Signature[]][] = [
  ["PDF", [{ at: 0, bytes: "%PDF-" }]],
  ["HEIC", [{ at: 4, bytes: "ftypheic" }]],
  ["HEIC", [{ at: 4, bytes: "ftypheix" }]],
  ["HEIC", [{ at: 4, bytes: "ftypmif1" }]],
  ["AVIF", [{ at: 4, bytes: "ftypavif" }]],
  ["QuickTime", [{ at: 4, bytes: "ftypqt  " }]],
  ["MP4", [{ at: 4, bytes: "ftyp" }]],
  ["WebM", [{ at: 0, bytes: "\x1a\x45\xdf\xa3" }]],
  [
    "AVI",
    [
      { at: 0, bytes: "RIFF" },
      { at: 8, bytes: "AVI " },
    ],
  ],
  ["BMP", [{ at: 0, bytes: "BM" }]],
  ["TIFF", [{ at: 0, bytes: "II*\0" }]],
  ["TIFF", [{ at: 0, bytes: "MM\0*" }]],
  ["ICO", [{ at: 0, bytes: "\0\0\x01\0" }]],
  ["JPEG XL", [{ at: 4, bytes: "JXL " }]],
  ["Photoshop", [{ at: 0, bytes: "8BPS" }]],
  ["ZIP", [{ at: 0, bytes: "PK\x03\x04" }]],
];

/** Tells a file by its first bytes, never by its name. @param head at least `headBytes` of it, or all it has */
export function pictureTypeOf(head: Uint8Array): FoundType {
  const text = Array.from(head.subarray(0, headBytes), (byte) => String.fromCharCode(byte)).join("");
  const holds = (signature: Signature[]) => signature.every(({ at, bytes }) => text.startsWith(bytes, at));
  const accepted = acceptedTypes.find((type) => pictures[type].some(holds));
  if (accepted) return { accepted };
  const known = others.find(([, signature]) => holds(signature))?.[0] ?? markupIn(text);
  return { accepted: undefined, ...(known && { found: known }) };
}

function markupIn(text: string): string | undefined {
  const start = text.replace(/^\xef\xbb\xbf/, "").trimStart();
  if (/^<svg/i.test(start)) return "SVG";
  if (/^<(!doctype )?html/i.test(start)) return "HTML";
  return /^<\?xml/i.test(start) ? "SVG / XML" : undefined;
}
