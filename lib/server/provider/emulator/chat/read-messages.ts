import "server-only";
import type { ReplyMessage } from "../reply";
import { countTokens } from "../stream/tokens";
import { field } from "../wire/openai-shape";
import { invalid } from "../wire/vendor-error";
import type { WireMessage } from "./chat-body";
import { type MediaReader, readImage, readVideo } from "./read-media";

/** A message understood, and about how many tokens it is. */
export type ReadMessage = { message: ReplyMessage; tokens: number };

/** Guards of the emulator's own. */
const mostImages = 512;
const mostVideos = 16;
/** What the template puts around each message. */
const messageOverheadTokens = 4;

/**
 * Reads text and decodes the media of every message.
 * @throws VendorError for what the vendor refuses; UnreadableImage, its index counting images over all messages
 */
export async function readMessages(
  messages: readonly WireMessage[],
  reader: MediaReader,
): Promise<ReadMessage[]> {
  const counts = { images: 0, videos: 0 };
  const read: ReadMessage[] = [];
  for (const message of messages) read.push(await readMessage(message, counts, reader));
  return read;
}

async function readMessage(
  wire: WireMessage,
  counts: { images: number; videos: number },
  reader: MediaReader,
): Promise<ReadMessage> {
  const texts: string[] = [];
  const images: Uint8Array[] = [];
  const videos: Uint8Array[] = [];
  let tokens = messageOverheadTokens;
  const parts =
    typeof wire.content === "string" ? [{ type: "text", text: wire.content }] : (wire.content ?? []);
  for (const part of parts) {
    if (part.type === "text") texts.push(part.text ?? "");
    else if (part.type === "image_url") {
      if (counts.images >= mostImages) throw invalid(`Invalid request: more than ${mostImages} images`);
      const image = await readImage(addressOf(part, "image_url"), counts.images, reader);
      counts.images += 1;
      images.push(image.bytes);
      tokens += image.tokens;
    } else if (part.type === "video_url") {
      counts.videos += 1;
      if (counts.videos > mostVideos) throw invalid(`Invalid request: more than ${mostVideos} videos`);
      const video = readVideo(addressOf(part, "video_url"), reader);
      videos.push(video.bytes);
      tokens += video.tokens;
    } else throw invalid(`Invalid request: unsupported content type: ${part.type.slice(0, 100)}`);
  }
  const toolCalls = (wire.tool_calls ?? []).map((call) => ({
    wireId: call.id,
    toolName: call.function.name,
    arguments: call.function.arguments ?? "",
  }));
  const text = texts.join("\n");
  tokens += countTokens(text);
  for (const call of toolCalls) tokens += countTokens(call.toolName) + countTokens(call.arguments);
  return { message: { role: wire.role, text, images, videos, toolCalls }, tokens };
}

/** The address of a media part: an object with `url`, or the bare string that Moonshot takes too. */
function addressOf(part: object, name: "image_url" | "video_url"): string {
  const value = field(part, name);
  const address = typeof value === "string" ? value : field(value, "url");
  if (typeof address === "string" && address !== "") return address.trim();
  throw invalid(`Invalid request: ${name} must not be empty`);
}
