import "server-only";
import type { z } from "zod";
import { PerigeeError } from "@/lib/core/message/perigee-error";
import { problemOf, wordsFor } from "./problem-of";

/**
 * Reads the query of a request into a schema's type; of a name that comes twice the first value counts.
 * @throws PerigeeError `invalid-request` with a sentence that names the first problem
 */
export function readQuery<T>(request: Request, schema: z.ZodType<T>): T {
  const query = Object.fromEntries([...new URL(request.url).searchParams].reverse());
  const result = schema.safeParse(query, { error: wordsFor });
  if (result.success) return result.data;
  throw new PerigeeError(
    "invalid-request",
    problemOf("address", result.error.issues, query),
    "See docs/http-api.md for what this route takes.",
  );
}
