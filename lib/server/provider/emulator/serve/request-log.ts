import "server-only";

/** One request as it came in. Times are epoch milliseconds. */
export type LoggedRequest = {
  at: number;
  method: string;
  path: string;
  headers: Record<string, string>;
  /** The parsed JSON, long strings shortened; for other bodies their size. */
  body: unknown;
  status?: number;
  /** When the client went away before the answer was complete. */
  abortedAt?: number;
  /** When the answer was complete. */
  endedAt?: number;
};

const mostRequests = 50;
const mostMediaCharacters = 64;
const mostCharacters = 20_000;

/** The last requests, oldest first. */
export class RequestLog {
  private readonly requests: LoggedRequest[] = [];

  /** Notes a request; what is learnt of it later is written into the object this gives back. */
  note(
    request: { method: string; path: string; headers: Record<string, string> },
    bytes: Uint8Array,
  ): LoggedRequest {
    const { authorization: _secret, ...headers } = request.headers;
    const logged: LoggedRequest = { at: Date.now(), ...request, headers, body: readable(bytes) };
    this.requests.push(logged);
    if (this.requests.length > mostRequests) this.requests.shift();
    return logged;
  }

  list(): readonly LoggedRequest[] {
    return this.requests;
  }
}

function readable(bytes: Uint8Array): unknown {
  if (bytes.length === 0) return null;
  try {
    return JSON.parse(new TextDecoder().decode(bytes), (_key, value) => shortened(value));
  } catch {
    return { bytes: bytes.length };
  }
}

function shortened(value: unknown): unknown {
  if (typeof value !== "string") return value;
  const most = value.startsWith("data:") ? mostMediaCharacters : mostCharacters;
  return value.length <= most ? value : `${value.slice(0, most)}… (${value.length} characters)`;
}
