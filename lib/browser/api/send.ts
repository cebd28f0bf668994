import { errorOf, unreachable, unreadable } from "./api-error";

/**
 * A request to this server; resolves for a good status only.
 * @throws ApiError; the signal's reason when aborted.
 */
export async function send(path: string, init: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (error) {
    init.signal?.throwIfAborted();
    throw unreachable(error);
  }
  if (response.ok) return response;
  throw errorOf(response.status, await response.text().catch(() => ""));
}

/** As `send`, with the answer's JSON. The caller names the type: page and server are built from the same types. */
export async function sendForJson<T>(path: string, init?: RequestInit): Promise<T> {
  const response = await send(path, init);
  try {
    return (await response.json()) as T;
  } catch (error) {
    init?.signal?.throwIfAborted();
    throw unreadable(response.status, error);
  }
}

/** The parts of a request that carries JSON. */
export function withJson(method: "POST" | "PATCH", body: unknown): RequestInit {
  return { method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}
