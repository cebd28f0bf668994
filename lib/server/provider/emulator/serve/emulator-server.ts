import "server-only";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createEmulatorFetch, type EmulatorOptions } from "../emulator-fetch";
import { mostBodyBytes, readBody } from "../read-body";
import { ConnectionReset } from "../stream/connection-reset";
import { type LoggedRequest, RequestLog } from "./request-log";

export type EmulatorServer = {
  /** Where clients point their base URL: "http://127.0.0.1:4010/v1". */
  url: string;
  close: () => Promise<void>;
};

const basePath = "/v1";
const mostDrainedBytes = 4 * mostBodyBytes;
const logPath = "/emulator/requests";

/**
 * Serves the emulator on 127.0.0.1. `GET /emulator/requests` tells what was sent to it.
 * @param options.port 0 takes a free one
 * @throws the system's error when the port cannot be had
 */
export async function startEmulatorServer(
  options: EmulatorOptions & { port: number },
): Promise<EmulatorServer> {
  const emulator = createEmulatorFetch(options);
  const log = new RequestLog();
  const server = createServer((request, response) => {
    handle(emulator, log, request, response).catch((error) => fail(error, response));
  });
  server.listen(options.port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("The server has no address.");
  return {
    url: `http://127.0.0.1:${address.port}${basePath}`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

async function handle(
  emulator: typeof fetch,
  log: RequestLog,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = URL.parse(`http://127.0.0.1${request.url ?? "/"}`);
  if (!url) return sendJson(response, 400, { error: "The address of the request cannot be read." });
  if (url.pathname === logPath) return sendJson(response, 200, log.list());
  const headers = headersOf(request);
  const method = request.method ?? "GET";
  const gone = new AbortController();
  let logged: LoggedRequest | undefined;
  response.on("close", () => {
    if (response.writableFinished) return;
    if (logged) logged.abortedAt = Date.now();
    gone.abort(new DOMException("The client went away.", "AbortError"));
  });
  const body = await readBody(request.iterator({ destroyOnReturn: false }), mostBodyBytes);
  if (!body) await drain(request);
  // A body over the limit goes on as one byte too many: the emulator refuses it in the vendor's words.
  const bytes = body ?? new Uint8Array(mostBodyBytes + 1);
  logged = log.note({ method, path: url.pathname, headers }, body ?? new Uint8Array());
  if (!url.pathname.startsWith(`${basePath}/`)) {
    logged.status = 404;
    return sendJson(response, 404, { error: `Nothing is served here; the base path is ${basePath}.` });
  }
  const hasBody = method !== "GET" && method !== "HEAD";
  const answer = await emulator(url, {
    method,
    headers,
    signal: gone.signal,
    ...(hasBody && { body: bytes }),
  });
  logged.status = answer.status;
  await send(answer, response, gone.signal);
  if (response.writableFinished) logged.endedAt = Date.now();
}

/** Writes no faster than the client reads. */
async function send(answer: Response, response: ServerResponse, gone: AbortSignal): Promise<void> {
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  response.flushHeaders();
  for await (const chunk of answer.body ?? []) {
    if (!response.write(chunk)) await once(response, "drain", { signal: gone });
  }
  response.end();
  await once(response, "finish", { signal: gone });
}

/** Reads the rest of a body that is too large: a client that is still sending would not see the refusal. */
async function drain(request: IncomingMessage): Promise<void> {
  let bytes = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    bytes += chunk.length;
    if (bytes > mostDrainedBytes) throw new Error("A client sent far more than the limit.");
  }
}

/** A client that went away has nobody left to tell, and a scripted break of the connection is no mistake. */
function fail(error: unknown, response: ServerResponse): void {
  if (!response.destroyed && !(error instanceof ConnectionReset)) console.error(error);
  if (response.headersSent || response.destroyed || error instanceof ConnectionReset) response.destroy();
  else sendJson(response, 500, { error: "The emulator itself failed; its output says how." });
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(value));
}

/** Without those that belong to the connection and not to the request. */
function headersOf(request: IncomingMessage): Record<string, string> {
  const ofConnection = /^(connection|keep-alive|transfer-encoding|content-length|expect|upgrade|host)$/;
  return Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) =>
      value === undefined || ofConnection.test(name) ? [] : [[name, String(value)]],
    ),
  );
}
