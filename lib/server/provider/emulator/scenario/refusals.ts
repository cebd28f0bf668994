import "server-only";
import { invalid, VendorError } from "../wire/vendor-error";
import type { Refusal, Scenario } from "./scenario";

const overloadedTimes = 2;
const nvidiaEndOfLife = (model: string) =>
  `The model '${model}' has reached its end of life on 2026-05-20 and is no longer available.`;

/** Scenarios that are refused before the first byte of an answer. */
export const refusals: readonly Scenario[] = [
  {
    id: "scenario-rate-limit",
    shows: "429, the requests-per-minute limit, each time",
    refuse: () => {
      throw new VendorError(
        "rate-limit",
        "Your account request reached organization max RPM: 3, please try again after 1 seconds",
        { headers: { "x-ratelimit-limit": "3", "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1" } },
      );
    },
  },
  {
    id: "scenario-overloaded",
    shows:
      "429 (503 at other vendors than Moonshot) with Retry-After 1, twice for each body; then the true answer",
    refuse: ({ timesSeen }) => {
      if (timesSeen >= overloadedTimes) return undefined;
      throw new VendorError("overloaded", "The engine is currently overloaded, please try again later", {
        headers: { "retry-after": "1" },
      });
    },
  },
  {
    id: "scenario-quota",
    shows: "429 (402 at Together, NVIDIA, OpenRouter and the engines), no balance",
    refuse: () => {
      throw new VendorError(
        "quota",
        "Your account is suspended due to insufficient balance, please recharge your account or check your plan and billing details",
      );
    },
  },
  {
    id: "scenario-gone",
    shows: "404 (410 at NVIDIA), the model was retired though it is still listed",
    refuse: refuseGone,
  },
  {
    id: "scenario-content-filter",
    shows: "400 content_filter, the request is considered high risk",
    refuse: () => {
      throw new VendorError("content-filter", "The request was rejected because it was considered high risk");
    },
  },
  {
    id: "scenario-context-length",
    shows: "400 (403 at Together), more tokens than the model's context holds",
    refuse: ({ wire, contextTokens }) => {
      const counts = { limit: contextTokens, prompt: contextTokens + 1_234, output: 0 };
      throw new VendorError("context-length", wire.contextExceeded(counts));
    },
  },
  {
    id: "scenario-refused-parameter",
    shows: "400 as long as the request has stream_options; then the true answer",
    refuse: ({ body }) => {
      if (body.stream_options == null) return undefined;
      throw invalid("Invalid request: unknown parameter 'stream_options'", "stream_options");
    },
  },
  {
    id: "scenario-html-502",
    shows: "502 with a proxy's HTML page as body",
    refuse: () =>
      new Response(
        "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n",
        { status: 502, headers: { "content-type": "text/html" } },
      ),
  },
];

function refuseGone({ wire, model }: Refusal): Response {
  if (wire.dialect !== "nvidia") throw new VendorError("model-gone", wire.unknownModel(model));
  const problem = { type: "about:blank", title: "Gone", status: 410, detail: nvidiaEndOfLife(model) };
  return Response.json(problem, { status: 410, headers: { "content-type": "application/problem+json" } });
}
