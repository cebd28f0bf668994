import "server-only";
import type OpenAI from "openai";
import { readBounded } from "@/lib/core/bytes/read-bounded";
import type { ChatEvent } from "./chat-provider";
import { providerErrorOf } from "./client";
import { type Limits, startDeadline } from "./deadline";
import type { ChatBody } from "./dialect/chat-body";
import { maxBodyBytes, tooLarge } from "./dialect/encode-request";
import type { ErrorEndpoint } from "./wire/classify-error";
import type { Decoder } from "./wire/decoder";
import { readServerEvents } from "./wire/read-events";

const maxWholeAnswerBytes = 20_000_000;
/** How long a body may take to end after `[DONE]`. */
const closingMs = 250;

export type StreamContext = { client: OpenAI; endpoint: ErrorEndpoint; limits: Limits };

/**
 * Makes one request and yields what each network read decodes to. What was held back when it fails or is aborted
 * comes before the throw: nothing that arrived is lost.
 * @throws ProviderError; when `signal` aborts, whatever the abort led to
 */
export async function* streamAnswer(
  { client, endpoint, limits }: StreamContext,
  body: ChatBody,
  decoder: Decoder,
  signal: AbortSignal,
): AsyncGenerator<ChatEvent[], void, undefined> {
  const deadline = startDeadline(signal, limits);
  let decoded: ChatEvent[] = [];
  let isOver = false;
  try {
    const response = await send(client, body, deadline.signal);
    deadline.touch();
    const type = response.headers.get("content-type") ?? "";
    // Some gateways do not stream when tools are called; and a wrong address leads to a web page.
    if (!response.body || /^(application\/json|text\/html)/i.test(type)) {
      yield [...decoder.push(await wholeOf(response)), ...decoder.end()];
      return;
    }
    for await (const batch of readServerEvents(response.body, deadline.touch)) {
      for (const data of batch) {
        const events = decoder.push(data);
        // One event a read is the common case, and needs no second array.
        if (decoded.length === 0) decoded = events;
        else decoded.push(...events);
      }
      const whole = decoded;
      decoded = [];
      if (whole.length > 0) yield whole;
      if (isOver || batch.at(-1) !== "[DONE]") continue;
      // Reading on to the end of the body, which is near, keeps the connection for the next call.
      yield decoder.end();
      isOver = true;
      deadline.endWithin(closingMs);
    }
    if (!isOver) yield decoder.end();
  } catch (error) {
    if (isOver) return;
    const last = [...decoded, ...decoder.release()];
    if (last.length > 0) yield last;
    const reason: unknown = deadline.signal.reason;
    const isLate = !signal.aborted && reason instanceof DOMException && reason.name === "TimeoutError";
    throw signal.aborted ? error : providerErrorOf(isLate ? reason : error, endpoint, body.model);
  } finally {
    deadline.close();
  }
}

async function send(client: OpenAI, body: ChatBody, signal: AbortSignal): Promise<Response> {
  const text = JSON.stringify(body);
  const bytes = Buffer.byteLength(text);
  if (bytes > maxBodyBytes) throw tooLarge(bytes);
  // The SDK sends a string as it is only when the type is named.
  const headers = { "content-type": "application/json", accept: "text/event-stream" };
  return await client.post("/chat/completions", { body: text, headers, signal }).asResponse();
}

async function wholeOf({ body }: Response): Promise<string> {
  const bytes = body ? await readBounded(body, maxWholeAnswerBytes) : undefined;
  return new TextDecoder().decode(bytes);
}
