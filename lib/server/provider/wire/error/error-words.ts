import "server-only";
import type { ErrorCode } from "@/lib/core/message/part";

/** An endpoint as errors speak of it. `label` is for people; `apiKey` only serves to be taken out of what is shown. */
export type ErrorEndpoint = { label: string; keyVariable: string; apiKey?: string; isEmulator: boolean };

/** What an endpoint's answer can mean. */
export type AnswerCode = Extract<
  ErrorCode,
  | "auth"
  | "permission"
  | "quota"
  | "rate-limit"
  | "overloaded"
  | "model-gone"
  | "not-found"
  | "bad-parameter"
  | "content-filter"
  | "context-length"
  | "too-large"
  | "unsupported-media"
  | "corrupt-media"
  | "timeout"
  | "protocol"
  | "server"
  | "interrupted"
>;

export type Words = { message: string; hint: string };

export type WordFacts = {
  endpoint: ErrorEndpoint;
  model: string;
  /** What the endpoint said, short and without keys; empty when nothing can be quoted. */
  said: string;
  status?: number;
  seconds?: number;
};

/** The variable with the endpoint's address, which stands beside the one with its key. */
export function addressVariable({ keyVariable }: ErrorEndpoint): string {
  return keyVariable.replace(/_API_KEY$/, "_BASE_URL");
}

const wordsOf: Record<AnswerCode, (facts: WordFacts) => Words> = {
  auth: ({ endpoint: { label, keyVariable, isEmulator } }) => ({
    message: `${label} refused the API key.`,
    hint: isEmulator
      ? "Choose another model: this one plays an endpoint with a wrong key."
      : `Set ${keyVariable} to a valid key of this endpoint and region, then start the server again.`,
  }),
  permission: ({ endpoint: { label }, model }) => ({
    message: `${label} does not let this key use ${model}.`,
    hint: "Choose another model, or have the model and this server's address allowed for the key.",
  }),
  quota: ({ endpoint: { label } }) => ({
    message: `The balance or quota of the account at ${label} is used up.`,
    hint: "Recharge the account on the vendor's billing page, then send the message again.",
  }),
  "rate-limit": ({ endpoint: { label }, seconds }) => ({
    message: `${label} was asked more often than this key's rate limit allows.`,
    hint: `Wait ${waitOf(seconds, "a minute")}, then send the message again.`,
  }),
  overloaded: ({ endpoint: { label }, seconds }) => ({
    message: `${label} is overloaded.`,
    hint: `Wait ${waitOf(seconds, "a moment")}, then send the message again.`,
  }),
  "model-gone": ({ endpoint: { label }, model }) => ({
    message: `${label} does not serve the model ${model}, or not any more.`,
    hint: "Choose another model from the list.",
  }),
  "not-found": ({ endpoint }) => ({
    message: `${endpoint.label} found nothing at the address that was asked.`,
    hint: `Check the path in ${addressVariable(endpoint)}; it usually ends in /v1.`,
  }),
  "bad-parameter": ({ endpoint: { label }, said }) => ({
    message: said === "" ? `${label} refused the request.` : `${label} refused the request: “${said}”.`,
    hint: "Change what it names and send the message again; the whole answer is in the details.",
  }),
  "content-filter": ({ endpoint: { label } }) => ({
    message: `The content filter of ${label} refused the message or its answer.`,
    hint: "Change the words or the picture, then send the message again.",
  }),
  "context-length": ({ model }) => ({
    message: `The conversation is too long for the context of ${model}.`,
    hint: "Start a new conversation, shorten the message, or send fewer or smaller pictures.",
  }),
  "too-large": ({ endpoint: { label } }) => ({
    message: `The request is larger than ${label} accepts.`,
    hint: "Send fewer or smaller pictures and videos.",
  }),
  "unsupported-media": ({ endpoint: { label }, model }) => ({
    message: `${label} cannot take this kind of picture or video for ${model}.`,
    hint: "Send it in another format, or choose a model that takes it.",
  }),
  "corrupt-media": ({ endpoint: { label } }) => ({
    message: `${label} could not read a picture or video of this conversation.`,
    hint: "Save it anew, as PNG or JPEG for a picture, and send it again.",
  }),
  timeout: ({ endpoint: { label } }) => ({
    message: `${label} took too long to answer.`,
    hint: "Send the message again, or choose another model.",
  }),
  protocol: ({ endpoint }) => ({
    message: `${endpoint.label} answered with something that is no chat answer.`,
    hint: `Send the message again; if that does not help, check ${addressVariable(endpoint)}.`,
  }),
  server: ({ endpoint: { label }, status }) => ({
    message: `The server of ${label} failed to answer${status === undefined ? "" : ` (status ${status})`}.`,
    hint: "Send the message again in a moment.",
  }),
  interrupted: ({ endpoint: { label } }) => ({
    message: `The request to ${label} was closed on the way.`,
    hint: "Send the message again; the vendor may charge for the first one.",
  }),
};

/** One sentence of what happened and one of what to do. */
export function wordsFor(code: AnswerCode, facts: WordFacts): Words {
  return wordsOf[code](facts);
}

function waitOf(seconds: number | undefined, otherwise: string): string {
  if (seconds === undefined) return otherwise;
  const whole = Math.max(1, Math.ceil(seconds));
  return whole === 1 ? "1 second" : `${whole} seconds`;
}
