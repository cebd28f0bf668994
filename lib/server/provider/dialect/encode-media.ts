import "server-only";
import type { ChatMedia } from "../chat-provider";
import type { WirePart } from "./chat-body";

/** Base64 makes four bytes of three. */
export function encodedBytes(bytes: number): number {
  return Math.ceil(bytes / 3) * 4;
}

/**
 * The media's bytes as a data URI, which every dialect takes and Moonshot takes alone. No space follows the comma:
 * the model card's sample has one, and strict decoders fail on it.
 */
export async function encodeMedia(media: ChatMedia): Promise<WirePart> {
  const bytes = await media.read();
  const base64 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
  const url = `data:${media.mediaType};base64,${base64}`;
  return media.type === "image"
    ? { type: "image_url", image_url: { url } }
    : { type: "video_url", video_url: { url } };
}
