import "server-only";
import type { Judged, Rule } from "./rule";

/** Source: platform.kimi.ai chat API; the wording of the sampling refusals as clients reported it. */
export const parameterRules: readonly Rule[] = [sampling, stops, responseFormat];

/** Only the mode's own values are taken: temperature 1 while thinking and 0.6 in instant mode. */
function sampling({ body, thinking }: Judged): string | undefined {
  const only = {
    temperature: thinking ? 1 : 0.6,
    top_p: 0.95,
    n: 1,
    presence_penalty: 0,
    frequency_penalty: 0,
  } as const;
  for (const name of ["temperature", "top_p", "n", "presence_penalty", "frequency_penalty"] as const) {
    const given = body[name];
    if (given != null && given !== only[name]) {
      return `invalid ${name}: only ${only[name]} is allowed for this model`;
    }
  }
  return undefined;
}

function stops({ body }: Judged): string | undefined {
  const given = typeof body.stop === "string" ? [body.stop] : (body.stop ?? []);
  if (given.length > 5) return "Invalid request: stop must have at most 5 sequences";
  const isLong = given.some((stop) => Buffer.byteLength(stop) > 32);
  return isLong ? "Invalid request: a stop sequence must be at most 32 bytes" : undefined;
}

function responseFormat({ body }: Judged): string | undefined {
  const type = body.response_format?.type;
  if (type !== "json_object") return undefined;
  const isPartial = body.messages.at(-1)?.partial === true;
  return isPartial
    ? "Invalid request: partial mode cannot be combined with response_format json_object"
    : undefined;
}
