import "server-only";
import { ProviderError } from "../chat-provider";
import { type ErrorFacts, readErrorBody, readErrorValue } from "./error/error-body";
import { type AnswerCode, type ErrorEndpoint, wordsFor } from "./error/error-words";
import { redact, redactedDetail } from "./error/redact";
import { retryAfterSeconds } from "./error/retry-after";

export type { ErrorEndpoint };

const longestQuote = 240;

/** First match wins. What vendors say is more exact than their status: one status stands for several things. */
const saidRules: [RegExp, AnswerCode][] = [
  [
    /content[_ -]?filter|high risk|data_inspection_failed|moderation|flagged|content policy/,
    "content-filter",
  ],
  [
    /exceeded_current_quota|insufficient[_ ](quota|balance|credit|fund)|current quota|recharge|out of credits|more credits|payment required|account.{0,40}suspended|arrears/,
    "quota",
  ],
  [/engine_overloaded|overloaded|server_unavailable|at capacity|no capacity/, "overloaded"],
  [/rate_limit|rate limit|too many requests|\b(tpm|rpm|tpd|rpd)\b/, "rate-limit"],
  [
    /input token length too long|model token limit|context[_ ](length|window)|maximum context|prompt is too long|too many tokens|longer than the (model's )?(maximum|context)|max_model_len|max_new_tokens. must be/,
    "context-length",
  ],
  [
    /invalid_authentication|incorrect_api_key|invalid_api_key|(invalid|incorrect|missing|wrong|no) (api[ _-]?key|authentication)|unauthori[sz]ed|authorization failed/,
    "auth",
  ],
  [/(image|video|picture|file|body|payload|entity)[^.]{0,60}too large/, "too-large"],
  [
    /(image|video|media|picture|multimodal)[^.]{0,60}(not support|unsupported)|(unsupported|not support|no support for|that support)[^.]{0,60}(image|video|media|multimodal)|not a multimodal/,
    "unsupported-media",
  ],
  [
    /not found the model|model_?not_?(found|available|exist)|\bmodel\b.{0,120}(not found|not exist|end of life|retired|deprecated|no longer available|not available|unavailable)|requested model\b.{0,120}not supported|model (is )?not supported|no endpoints found|function .{0,80}not found for account|unknown model|is not a valid model|invalid model/,
    "model-gone",
  ],
  [
    /(image|video|picture)[^.]{0,60}(decode|corrupt|is invalid|not valid|identify|broken|cannot be read)|(decode|corrupt|identify|unable to (load|process)|fail(ed)? to (load|process))[^.]{0,60}(image|video|picture)|\binvalid (image|video|picture)/,
    "corrupt-media",
  ],
];

const statusCodes: Record<number, AnswerCode> = {
  401: "auth",
  402: "quota",
  403: "permission",
  404: "not-found",
  405: "not-found",
  408: "timeout",
  410: "model-gone",
  413: "too-large",
  415: "unsupported-media",
  429: "rate-limit",
  499: "interrupted",
  503: "overloaded",
  529: "overloaded",
};

/** What a gateway's 5xx may still say of the request; anything else a failing server says is about itself. */
const surviveServerError: ReadonlySet<AnswerCode> = new Set([
  "content-filter",
  "quota",
  "overloaded",
  "rate-limit",
  "context-length",
  "unsupported-media",
]);

/**
 * Makes one of the closed family from an endpoint's answer of status 400 or above, whatever its body is.
 * `detail` is the raw body, redacted and cut to 4 kB. Only overload, rate limits and 5xx are retryable; an empty
 * balance, though a 429, is not. Types and statuses: platform.kimi.ai/docs/api/errors.
 * @param now epoch milliseconds
 */
export function classifyError(
  answer: { status: number; headers: Headers; body: string },
  endpoint: ErrorEndpoint,
  model: string,
  now: number = Date.now(),
): ProviderError {
  const facts = readErrorBody(answer.body);
  const code = codeOf(facts, answer.status);
  const wait = isBusy(code, answer.status)
    ? retryAfterSeconds(answer.headers, facts.message, now)
    : undefined;
  return errorOf(code, { facts, raw: answer.body, status: answer.status, endpoint, model, wait });
}

/** The same for an error that comes as an event of a stream, after its status 200. */
export function classifyStreamError(json: unknown, endpoint: ErrorEndpoint, model: string): ProviderError {
  const facts = readErrorValue(json) ?? { message: "", type: "", code: "" };
  const code = codeOf(facts, facts.status);
  const wait = isBusy(code, 0) ? retryAfterSeconds(new Headers(), facts.message, 0) : undefined;
  return errorOf(code, { facts, raw: JSON.stringify(json), status: facts.status, endpoint, model, wait });
}

/** The answer was cut by the endpoint's filter: `finish_reason: "content_filter"`. */
export function filteredAnswer(endpoint: ErrorEndpoint, model: string): ProviderError {
  return errorOf("content-filter", { facts: { message: "", type: "", code: "" }, raw: "", endpoint, model });
}

/** What came is no JSON, or no event of a chat answer. */
export function brokenAnswer(raw: string, endpoint: ErrorEndpoint, model: string): ProviderError {
  return errorOf("protocol", { facts: { message: "", type: "", code: "" }, raw, endpoint, model });
}

function codeOf({ message, type, code }: ErrorFacts, status: number | undefined): AnswerCode {
  const said = `${type} ${code} ${message}`.toLowerCase();
  const bySaid = saidRules.find(([pattern]) => pattern.test(said))?.[1];
  if (status === undefined) return bySaid ?? "server";
  if (status >= 500)
    return bySaid && surviveServerError.has(bySaid) ? bySaid : (statusCodes[status] ?? "server");
  if (status === 401 || status === 402 || status === 410) return statusCodes[status] ?? "server";
  if (bySaid) return bySaid;
  // A 404 for a model the message names in its own words; one for a file or a path names none.
  if (status === 404 && /\bmodel\b/.test(said)) return "model-gone";
  return statusCodes[status] ?? (status >= 400 ? "bad-parameter" : "protocol");
}

function isBusy(code: AnswerCode, status: number): boolean {
  return code === "rate-limit" || code === "overloaded" || (code === "server" && status >= 500);
}

type Known = {
  facts: ErrorFacts;
  raw: string;
  status?: number | undefined;
  endpoint: ErrorEndpoint;
  model: string;
  wait?: number | undefined;
};

function errorOf(code: AnswerCode, { facts, raw, status, endpoint, model, wait }: Known): ProviderError {
  const said = quotable(redact(facts.message.slice(0, 4 * longestQuote), endpoint.apiKey));
  const { message, hint } = wordsFor(code, {
    endpoint,
    model,
    said,
    ...(status !== undefined && { status }),
    ...(wait !== undefined && { seconds: wait }),
  });
  return new ProviderError(code, message, hint, {
    ...(raw !== "" && { detail: redactedDetail(raw, endpoint.apiKey) }),
    data: {
      provider: endpoint.label,
      variable: endpoint.keyVariable,
      model,
      ...(status !== undefined && { status }),
      ...(wait !== undefined && { seconds: Math.ceil(wait) }),
    },
    ...(status !== undefined && { status }),
    ...(wait !== undefined && { retryAfterSeconds: wait }),
    retryable: code === "rate-limit" || code === "overloaded" || code === "server",
  });
}

function quotable(said: string): string {
  const line = said.replace(/\s+/g, " ").trim().replace(/\.$/, "");
  return line.length > longestQuote ? `${line.slice(0, longestQuote - 1)}…` : line;
}
