import "server-only";
import type { z } from "zod";
import { readBounded } from "@/lib/core/bytes/read-bounded";
import { PerigeeError } from "@/lib/core/message/perigee-error";
import { problemOf, wordsFor } from "./problem-of";

/**
 * Reads a JSON body into a schema's type. The content type must say JSON: that is what a form of another site
 * cannot send.
 * @throws PerigeeError `invalid-request` with a sentence that names the first problem, `too-large`
 */
export async function readJson<T>(
  request: Request,
  schema: z.ZodType<T>,
  { maxBytes }: { maxBytes: number },
): Promise<T> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") throw invalid("The request's Content-Type is not application/json.");
  const bytes = request.body ? await readBounded(request.body, maxBytes) : new Uint8Array();
  if (bytes === undefined) {
    throw new PerigeeError(
      "too-large",
      `The request is larger than ${maxBytes.toLocaleString("en")} bytes.`,
      "Send less at once.",
      { data: { limit: maxBytes } },
    );
  }
  const value = parsed(bytes);
  const result = schema.safeParse(value, { error: wordsFor });
  if (!result.success) throw invalid(problemOf("body", result.error.issues, value));
  return result.data;
}

function parsed(bytes: Uint8Array): unknown {
  if (bytes.length === 0) throw invalid("The body is empty.");
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw invalid(
      cause instanceof SyntaxError ? "The body is not JSON." : "The body is not UTF-8 text.",
      cause,
    );
  }
}

function invalid(message: string, cause?: unknown): PerigeeError {
  return new PerigeeError(
    "invalid-request",
    message,
    "See docs/http-api.md for what this route takes.",
    cause === undefined ? {} : { cause },
  );
}
