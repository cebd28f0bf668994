import "server-only";
import OpenAI, { APIConnectionError } from "openai";
import { readBounded } from "@/lib/core/bytes/read-bounded";
import { ProviderError } from "./chat-provider";
import { classifyError, type ErrorEndpoint } from "./wire/classify-error";
import { classifyFailure } from "./wire/classify-failure";

/** An answer with an error status, whole: the SDK would keep only what has OpenAI's shape. */
class RefusedAnswer extends Error {
  override name = "RefusedAnswer";
  constructor(readonly answer: { status: number; headers: Headers; body: string }) {
    super("The endpoint refused the request.");
  }
}

const maxErrorBytes = 1_000_000;
const sentHeaders = ["accept", "authorization", "content-type"];

/** Longer than any limit of ours, so that the SDK's never ends a request; `setTimeout` takes no more. */
const noTimeout = 2_147_483_647;

export type ClientOptions = { baseUrl: string; apiKey?: string | undefined; fetch: typeof fetch };

/**
 * The `openai` SDK on an endpoint, without its retries, and without what it would take from `OPENAI_*` variables or
 * tell of this machine: only the headers a chat needs are sent, and no key where none is configured.
 */
export function createClient({ baseUrl, apiKey, fetch }: ClientOptions): OpenAI {
  return new OpenAI({
    baseURL: baseUrl,
    // The SDK insists on a key; the header made from a missing one is taken off again.
    apiKey: apiKey ?? "none",
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    defaultHeaders: apiKey === undefined ? { authorization: null } : {},
    maxRetries: 0,
    timeout: noTimeout,
    logLevel: "off",
    fetch: async (url, init) => {
      const all = new Headers(init?.headers);
      const headers = sentHeaders.flatMap((name) => {
        const value = all.get(name);
        return value === null ? [] : [[name, value] as [string, string]];
      });
      const response = await fetch(url, { ...init, headers });
      if (response.ok) return response;
      const bytes = response.body ? await readBounded(response.body, maxErrorBytes) : undefined;
      const body = new TextDecoder().decode(bytes);
      throw new RefusedAnswer({ status: response.status, headers: response.headers, body });
    },
  });
}

/** What a request failed with, as one of the closed family. Aborts are the caller's to tell apart, before this. */
export function providerErrorOf(error: unknown, endpoint: ErrorEndpoint, model: string): ProviderError {
  if (error instanceof ProviderError) return error;
  const cause = error instanceof APIConnectionError && error.cause !== undefined ? error.cause : error;
  return cause instanceof RefusedAnswer
    ? classifyError(cause.answer, endpoint, model)
    : classifyFailure(cause, endpoint);
}
