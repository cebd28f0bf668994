import "server-only";
import sharp from "sharp";
import type { DialectName } from "@/lib/core/model/capabilities";
import type { FileStore } from "../platform/file-store";
import { UnreadableImage } from "../reply";
import { invalid, VendorError } from "../wire/vendor-error";

export type Media = { bytes: Uint8Array; tokens: number };
export type MediaReader = { dialect: DialectName; files: FileStore };

/** Guards of the emulator's own: more pixels than these are not decoded. */
const mostPixels = 100_000_000;
const pixelsPerTokenSide = 28;
const mostImageTokens = 16_384;
const bytesPerVideoToken = 2_048;

/** Formats the vendor lists. Source: platform.kimi.ai, vision guide. */
const imageTypes = new Set(["image/png", "image/jpeg", "image/jpg", "image/webp", "image/gif"]);
const videoTypes = new Set(
  [
    "mp4",
    "mpeg",
    "mov",
    "quicktime",
    "avi",
    "x-msvideo",
    "x-flv",
    "mpg",
    "webm",
    "wmv",
    "x-ms-wmv",
    "3gpp",
  ].map((name) => `video/${name}`),
);

/**
 * The picture behind a URL of a message. It counts one token for each 28 x 28 pixels, at most 16,384.
 * @param index counts the request's images from 0
 * @throws VendorError for what the vendor refuses; UnreadableImage for bytes that are no picture
 */
export async function readImage(url: string, index: number, reader: MediaReader): Promise<Media> {
  const bytes = mediaBytes(url, "image", reader);
  const { width, height } = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => {
      throw new UnreadableImage(index);
    });
  if (width * height > mostPixels) {
    throw invalid(`Invalid request: image ${index} has ${width} x ${height} pixels, which is too large`);
  }
  const tokens = Math.ceil(width / pixelsPerTokenSide) * Math.ceil(height / pixelsPerTokenSide);
  return { bytes, tokens: Math.min(tokens, mostImageTokens) };
}

/** The video behind a URL of a message; it is not decoded and counts one token for each 2,048 bytes. @throws VendorError */
export function readVideo(url: string, reader: MediaReader): Media {
  refuseVideo(reader.dialect);
  const bytes = mediaBytes(url, "video", reader);
  return { bytes, tokens: Math.max(256, Math.ceil(bytes.length / bytesPerVideoToken)) };
}

function refuseVideo(dialect: DialectName): void {
  if (dialect === "vllm" || dialect === "sglang") {
    throw new VendorError("server", "Internal server error: the vision processor has no support for video");
  }
  if (dialect === "openrouter")
    throw new VendorError("not-found", "No endpoints found that support video input");
  if (dialect === "together") throw invalid("Invalid request: video_url is not supported by this model");
}

function mediaBytes(url: string, kind: "image" | "video", { dialect, files }: MediaReader): Uint8Array {
  if (url.startsWith("data:")) return dataUriBytes(url, kind, dialect);
  if (dialect === "moonshot") {
    if (url.startsWith("ms://")) return storedBytes(url, kind, files);
    throw invalid(`Invalid request: unsupported ${kind} url: ${url.slice(0, 200)}`);
  }
  throw invalid(
    `Failed to fetch ${kind} from ${url.slice(0, 200)}: the emulator has no network, send a data URI`,
  );
}

function storedBytes(url: string, kind: "image" | "video", files: FileStore): Uint8Array {
  const id = url.slice("ms://".length);
  const file = files.get(id);
  if (!file) throw invalid(`Invalid request: file ${id.slice(0, 200)} not found`);
  if (file.purpose !== kind) {
    throw invalid(`Invalid request: file ${id} has purpose ${file.purpose}, ${kind} is needed`);
  }
  return file.content;
}

function dataUriBytes(url: string, kind: "image" | "video", dialect: DialectName): Uint8Array {
  const comma = url.indexOf(",");
  const [, mediaType] =
    /^data:([\w.+-]+\/[\w.+-]+)(?:;[\w=.-]+)*;base64$/.exec(url.slice(0, Math.max(0, comma))) ?? [];
  if (!mediaType) throw invalid(`Invalid request: ${kind}_url is not a base64 data URI`);
  if (!(kind === "image" ? imageTypes : videoTypes).has(mediaType)) {
    throw invalid(`Invalid request: unsupported ${kind} format: ${mediaType}`);
  }
  const base64 = url.slice(comma + 1);
  // Moonshot decodes strictly; Python engines overlook blanks, as after "base64, " in a known sample.
  const isStrict = dialect === "moonshot";
  const checked = isStrict ? base64 : base64.replace(/\s+/g, "");
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(checked)) {
    throw invalid(`Invalid request: ${kind}_url holds data that is not valid base64`);
  }
  return Buffer.from(checked, "base64");
}
