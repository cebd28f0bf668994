import "server-only";
import {
  type ClientRequest,
  type IncomingMessage,
  Agent as PlainAgent,
  request as plainRequest,
} from "node:http";
import { Agent as TlsAgent, request as tlsRequest } from "node:https";

// Connections are kept, as a new one costs a chat its first round trips.
const keep = { keepAlive: true, keepAliveMsecs: 30_000, maxFreeSockets: 64, noDelay: true };
const agents = { "http:": new PlainAgent(keep), "https:": new TlsAgent(keep) };

const bufferedBytes = 64 * 1024;

/**
 * `fetch` as far as the SDK needs it, on `node:http`: it parses a response outside JavaScript and has no stream
 * between the socket and ours, which saves a third of the CPU of a relayed token (docs/benchmarks.md). Redirects
 * are not followed, so that a key goes only where it was sent.
 * @throws TypeError for a body that is no text or form, or an address that is not http(s); what the connection throws.
 */
export async function httpFetch(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  const url = new URL(input instanceof Request ? input.url : input);
  if (url.protocol !== "http:" && url.protocol !== "https:")
    throw new TypeError(`${url.protocol} is not http.`);
  const { body, signal, method = "GET" } = init;
  if (body !== undefined && body !== null && typeof body !== "string")
    throw new TypeError("Only text is sent.");
  signal?.throwIfAborted();
  const open = url.protocol === "https:" ? tlsRequest : plainRequest;
  const headers = Object.fromEntries(new Headers(init.headers));
  if (body) headers["content-length"] = String(Buffer.byteLength(body));
  const request = open(url, { method, headers, agent: agents[url.protocol] });
  const answered = answerOf(request, signal ?? undefined);
  request.end(body ?? undefined);
  const message = await answered;
  const status = message.statusCode ?? 0;
  const answer = new Headers();
  for (const [name, value] of Object.entries(message.headers)) {
    for (const one of [value ?? []].flat()) answer.append(name, one);
  }
  const isEmpty = status === 204 || status === 205 || status === 304;
  if (isEmpty) message.resume();
  return new Response(isEmpty ? null : bodyOf(message), { status, headers: answer });
}

function answerOf(request: ClientRequest, signal: AbortSignal | undefined): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const abort = () =>
      request.destroy(signal?.reason instanceof Error ? signal.reason : new Error("aborted"));
    signal?.addEventListener("abort", abort, { once: true });
    request.on("response", resolve);
    request.on("error", reject);
    request.on("close", () => signal?.removeEventListener("abort", abort));
  });
}

/** Reads on only as fast as it is read. Ends with an error when the connection does before the answer is whole. */
function bodyOf(message: IncomingMessage): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        message.on("data", (bytes: Buffer) => {
          controller.enqueue(bytes);
          if ((controller.desiredSize ?? 0) <= 0) message.pause();
        });
        message.on("end", () => controller.close());
        message.on("error", (error) => {
          message.removeAllListeners("data").removeAllListeners("end");
          controller.error(error);
        });
      },
      pull: () => {
        if (message.isPaused()) message.resume();
      },
      cancel: () => {
        // What is buffered may still come, and would meet a closed stream.
        message.removeAllListeners("data").removeAllListeners("end");
        message.destroy();
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: bufferedBytes }),
  );
}
