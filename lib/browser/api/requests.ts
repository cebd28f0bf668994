import type { ConversationSummary } from "@/lib/core/message/message";
import type { ErrorCode, MediaPart, TextPart } from "@/lib/core/message/part";
import type { DialectName, ModelCapabilities } from "@/lib/core/model/capabilities";
import { errorOf, unreachable, unreadable } from "./api-error";
import { send, sendForJson, withJson } from "./send";

export { ApiError } from "./api-error";

/** Bytes the server holds. `blob` is their SHA-256 in hex; sizes in bytes, pixels, seconds. */
export type StoredMedia = Omit<MediaPart, "type" | "name">;

/** A configured endpoint and its models; `error` is set when its list could not be read. */
export type ProviderSummary = {
  id: string;
  dialect: DialectName;
  /** For people: "Moonshot AI". */
  label: string;
  isEmulator: boolean;
  models: { id: string; capabilities: ModelCapabilities }[];
  defaultModel?: string;
  error?: { code: ErrorCode; message: string };
};

type TurnWishes = {
  provider?: string;
  model?: string;
  thinking?: boolean;
  system?: string;
  /** Reasoning and answer together, from 1 to 1,000,000. */
  maxOutputTokens?: number;
};

/**
 * What `POST /api/turns` is asked for: a new message, another answer, or more of an answer. Media come whole, as
 * stored, so that the transcript shows them at once; only `blob` and `name` go to the server.
 */
export type StartTurnBody = TurnWishes &
  (
    | { conversationId?: string; parentId?: string | null; parts: (TextPart | MediaPart)[] }
    | { conversationId: string; regenerate: string }
    | { conversationId: string; continue: string }
  );

/**
 * Stores a file. The server reads its type from the bytes.
 * @param onProgress told the share sent, from 0 to 1
 * @throws ApiError; the signal's reason when aborted.
 */
export function uploadMedia(
  file: Blob,
  { onProgress, signal }: { onProgress?: (fraction: number) => void; signal?: AbortSignal } = {},
): Promise<StoredMedia> {
  // `fetch` cannot tell how much of a body is sent.
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const request = new XMLHttpRequest();
    request.open("PUT", "/api/media");
    request.setRequestHeader("content-type", file.type || "application/octet-stream");
    if (onProgress) {
      request.upload.onprogress = ({ loaded, total }) => total > 0 && onProgress(loaded / total);
    }
    const abort = () => request.abort();
    signal?.addEventListener("abort", abort);
    request.onload = () => {
      const { status, responseText } = request;
      if (status < 200 || status > 299) return reject(errorOf(status, responseText));
      try {
        resolve(JSON.parse(responseText) as StoredMedia);
      } catch (error) {
        reject(unreadable(status, error));
      }
    };
    request.onerror = () => reject(unreachable());
    request.onabort = () => reject(signal?.reason ?? new DOMException("Aborted", "AbortError"));
    request.onloadend = () => signal?.removeEventListener("abort", abort);
    request.send(file);
  });
}

/** Stores a smaller copy of an image, within the given pixels and in its own shape. @throws ApiError */
export function downscaleMedia(
  blob: string,
  size: { maxWidth: number; maxHeight: number },
): Promise<StoredMedia> {
  return sendForJson(`/api/media/${blob}/downscale`, withJson("POST", size));
}

/** Renames a conversation, or chooses the branch that is shown by its last message. @throws ApiError */
export function patchConversation(
  id: string,
  change: { title?: string; leafId?: string },
): Promise<ConversationSummary> {
  return sendForJson(`/api/conversations/${encodeURIComponent(id)}`, withJson("PATCH", change));
}

/** Deletes a conversation with all its messages; a running turn is stopped. @throws ApiError */
export async function deleteConversation(id: string): Promise<void> {
  await send(`/api/conversations/${encodeURIComponent(id)}`, { method: "DELETE" });
}

/** Stops a turn; resolves when that is stored. @returns false when it had ended. @throws ApiError */
export async function stopTurn(turnId: string): Promise<boolean> {
  const path = `/api/turns/${encodeURIComponent(turnId)}/stop`;
  const { stopped } = await sendForJson<{ stopped: boolean }>(path, withJson("POST", {}));
  return stopped;
}
