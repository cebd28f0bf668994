import "server-only";
import { field } from "../wire/openai-shape";
import type { Judged, Rule } from "./rule";

/** Source: the platform's OpenAPI description; `type` on nested properties as kimi-cli's own tests hold it. */
export const toolRules: readonly Rule[] = [count, names, schemas];

const namePattern = /^[a-zA-Z_][a-zA-Z0-9-_]{2,63}$/;
const mostTools = 128;
const deepest = 32;

function count({ body }: Judged): string | undefined {
  const { length } = body.tools ?? [];
  return length > mostTools
    ? `Invalid request: tools must have at most ${mostTools} entries, got ${length}`
    : undefined;
}

function names({ body }: Judged): string | undefined {
  for (const tool of body.tools ?? []) {
    const { name } = tool.function;
    if (tool.type === "builtin_function" && name.startsWith("$")) continue;
    if (tool.type !== "function") return `Invalid request: unsupported tool type: ${tool.type}`;
    if (!namePattern.test(name)) {
      return `Invalid request: function name is invalid, must match ${namePattern.source}, got '${name.slice(0, 100)}'`;
    }
  }
  return undefined;
}

function schemas({ body }: Judged): string | undefined {
  for (const tool of body.tools ?? []) {
    const at = untyped(tool.function.parameters ?? {}, "", 0);
    if (at) {
      return `Invalid request: tools.function.parameters is not a valid moonshot flavored json schema, details: <At path '${at}': type is not defined>`;
    }
  }
  return undefined;
}

/** The path of the first property, or item, that says neither its type nor refers to one. */
function untyped(schema: unknown, path: string, depth: number): string | undefined {
  if (depth > deepest) return undefined;
  for (const [name, property] of Object.entries(field(schema, "properties") ?? {})) {
    const at = `${path}properties.${name}`;
    const isTyped = ["type", "$ref", "anyOf"].some((key) => field(property, key) !== undefined);
    if (!isTyped) return at;
    const inside = untyped(property, `${at}.`, depth + 1);
    if (inside) return inside;
  }
  const items = field(schema, "items");
  return items === undefined ? undefined : untyped(items, `${path}items.`, depth + 1);
}
