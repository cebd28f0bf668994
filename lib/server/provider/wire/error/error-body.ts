import "server-only";
import { asCount, asObject, type Loose, parsed } from "../loose-json";

/** What an error says of itself; strings are empty where it does not. */
export type ErrorFacts = { message: string; type: string; code: string; status?: number };

/**
 * Reads any of the shapes errors come in: `{error: {…}}`, `{error: "…"}`, `{object: "error", message}`,
 * `{code, message, data}` (SiliconFlow), problem+json (NVIDIA), FastAPI's `{detail}`, `{errors: […]}`, a bare
 * string, and text that is no JSON, such as a proxy's page of HTML.
 */
export function readErrorBody(body: string): ErrorFacts {
  const json = parsed(body);
  const read = json === undefined ? undefined : readErrorValue(json);
  return read ?? { message: plainText(body), type: "", code: "" };
}

/** The same for JSON that is parsed already; undefined when it is no error that says anything. */
export function readErrorValue(json: unknown): ErrorFacts | undefined {
  if (typeof json === "string") return { message: json, type: "", code: "" };
  const object = asObject(Array.isArray(json) ? json[0] : json);
  if (!object) return undefined;
  const { error } = object;
  if (typeof error === "string")
    return facts(object, { ...object, message: [error, wordsOf(object.message)].join(" ") });
  const inner = asObject(error) ?? asObject(Array.isArray(object.errors) ? object.errors[0] : undefined);
  return facts(object, inner ?? object);
}

/**
 * Whether an event of a stream is an error object instead of a chunk (`choices` missing and an error's fields).
 */
export function isErrorObject(json: Loose): boolean {
  const { error } = json;
  if (typeof error === "object" ? error !== null : typeof error === "string" && error !== "") return true;
  if (json.object === "error") return true;
  if (json.choices !== undefined) return false;
  const status = asCount(json.status) ?? asCount(json.code) ?? 0;
  return status >= 400 && [json.message, json.detail, json.title].some((said) => typeof said === "string");
}

function facts(outer: Loose, inner: Loose): ErrorFacts {
  const message = [inner.message, inner.title, inner.detail, asObject(inner.metadata)?.raw]
    .map(wordsOf)
    .filter(Boolean)
    .join(" ");
  const status = [inner.status, inner.code, inner.status_code, outer.status, outer.code]
    .map(Number)
    .find((number) => number >= 400 && number <= 599);
  return {
    message,
    type: scalar(inner.type),
    code: scalar(inner.code),
    ...(status !== undefined && { status }),
  };
}

/** A message, or FastAPI's list of `{loc, msg}`. */
function wordsOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (!Array.isArray(value)) return "";
  return value
    .map((entry) => wordsOf(asObject(entry)?.msg ?? entry))
    .filter(Boolean)
    .join("; ");
}

function scalar(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

/** A page of HTML as its words, cut: only to look for what it says. */
function plainText(body: string): string {
  return body
    .slice(0, 4096)
    .replace(/<(style|script)[\s\S]*?<\/\1>/gi, " ")
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}
