import "server-only";
import { ProviderError } from "../chat-provider";
import { addressVariable, type ErrorEndpoint } from "./error/error-words";
import { redactedDetail } from "./error/redact";

const deepest = 8;

type Failure = {
  pattern: RegExp;
  code: "network" | "timeout" | "protocol";
  retryable: boolean;
  words: (endpoint: ErrorEndpoint) => [message: string, hint: string];
};

/** Looked for in names, codes and messages of the whole chain; the first match wins. */
const failures: Failure[] = [
  {
    pattern: /CERT_|_CERT|ERR_TLS|ERR_SSL|EPROTO|SELF_SIGNED|UNABLE_TO_VERIFY|certificate/,
    code: "network",
    retryable: false,
    words: (endpoint) => [
      `No secure connection to ${endpoint.label} could be made: its certificate or TLS set-up is not accepted.`,
      `Check that ${addressVariable(endpoint)} begins with the right http or https, or trust its certificate with NODE_EXTRA_CA_CERTS.`,
    ],
  },
  {
    pattern: /ECONNREFUSED/,
    code: "network",
    retryable: true,
    words: (endpoint) => [
      `Nothing answers at the address of ${endpoint.label}.`,
      `Start that server, or check ${addressVariable(endpoint)}.`,
    ],
  },
  {
    pattern: /ENOTFOUND|EAI_AGAIN/,
    code: "network",
    retryable: true,
    words: (endpoint) => [
      `The host name of ${endpoint.label} could not be found.`,
      `Check this machine's network and the host name in ${addressVariable(endpoint)}.`,
    ],
  },
  {
    pattern:
      /UND_ERR_HEADERS_TIMEOUT|UND_ERR_BODY_TIMEOUT|TimeoutError|APIConnectionTimeoutError|Request timed out/,
    code: "timeout",
    retryable: false,
    words: ({ label }) => [
      `${label} took too long to answer.`,
      "Send the message again, or choose another model.",
    ],
  },
  {
    pattern: /ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT|EHOSTUNREACH|ENETUNREACH|ENETDOWN|EHOSTDOWN/,
    code: "network",
    retryable: true,
    words: (endpoint) => [
      `${endpoint.label} cannot be reached from this machine.`,
      `Check this machine's network and firewall, and ${addressVariable(endpoint)}.`,
    ],
  },
  {
    pattern:
      /HPE_|UND_ERR_RESPONSE|UND_ERR_REQ_CONTENT_LENGTH|ERR_INVALID_URL|Unexpected token|is not valid JSON/,
    code: "protocol",
    retryable: false,
    words: (endpoint) => [
      `${endpoint.label} answered with something that is no chat answer.`,
      `Check that ${addressVariable(endpoint)} is the address of a chat endpoint.`,
    ],
  },
  {
    pattern:
      /ECONNRESET|ECONNABORTED|EPIPE|UND_ERR_|other side closed|terminated|premature close|socket hang up|fetch failed|APIConnectionError|Connection error/i,
    code: "network",
    retryable: true,
    words: ({ label }) => [
      `The connection to ${label} broke.`,
      "Send the message again, or continue the answer.",
    ],
  },
];

/**
 * Makes one of the closed family from what `fetch`, a body's read or the client threw, looking through `cause`. A
 * ProviderError comes back as it is; what is no failure of the way to the endpoint becomes `internal`.
 */
export function classifyFailure(error: unknown, endpoint: ErrorEndpoint): ProviderError {
  if (error instanceof ProviderError) return error;
  const said = chainOf(error);
  const failure = failures.find(({ pattern }) => pattern.test(said));
  const data = { provider: endpoint.label, variable: addressVariable(endpoint) };
  // Node's own sentences name hosts and addresses of a private network; the code says what a reader can use.
  const detail = redactedDetail(failure ? namesOf(error) : said, endpoint.apiKey);
  if (!failure) {
    return new ProviderError(
      "internal",
      `Something went wrong in this server while it asked ${endpoint.label}.`,
      "Send the message again; if it happens again, report it with the details.",
      { detail, data },
    );
  }
  const [message, hint] = failure.words(endpoint);
  return new ProviderError(failure.code, message, hint, { detail, data, retryable: failure.retryable });
}

/** Names and codes of an error and its causes, one a line. */
function namesOf(error: unknown): string {
  const errors = causesOf(error).filter((cause) => cause instanceof Error);
  return errors.map((cause) => words(cause.name, codeOf(cause))).join("\n");
}

/** Names, codes and messages of an error and its causes, one a line. Never its other fields, which may hold keys. */
function chainOf(error: unknown): string {
  const lines = causesOf(error).map((cause) =>
    cause instanceof Error
      ? words(cause.constructor.name, cause.name, codeOf(cause), cause.message)
      : String(cause),
  );
  return lines.join("\n");
}

/** An error and its causes, up to the first that is no Error. */
function causesOf(error: unknown): unknown[] {
  const causes: unknown[] = [];
  let current = error;
  for (let depth = 0; depth < deepest && current !== undefined && current !== null; depth++) {
    causes.push(current);
    if (!(current instanceof Error)) break;
    // Node tries every address of a host and gathers what went wrong in an AggregateError.
    current = current.cause ?? (current instanceof AggregateError ? current.errors[0] : undefined);
  }
  return causes;
}

function codeOf(error: Error): string {
  return "code" in error ? String(error.code) : "";
}

function words(...all: string[]): string {
  return all.filter(Boolean).join(" ");
}
