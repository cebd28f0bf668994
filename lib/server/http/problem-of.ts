import "server-only";
import type { z } from "zod";

type Issue = z.core.$ZodIssue;

const kinds: Record<string, string> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
  null: "null",
  undefined: "left out",
};

/** What is wrong with a value, to follow its name: "must be text". Messages written in a schema go first. */
export function wordsFor(issue: z.core.$ZodRawIssue): string {
  if (issue.input === undefined) return "is missing";
  switch (issue.code) {
    case "invalid_type":
      return `must be ${kinds[issue.expected] ?? issue.expected}`;
    case "invalid_value":
      return `must be ${listed(issue.values)}`;
    case "too_small":
      return `must ${amount(issue.origin, "at least", issue.minimum)}`;
    case "too_big":
      return `must ${amount(issue.origin, "at most", issue.maximum)}`;
    case "unrecognized_keys":
      return `must not have ${listed(issue.keys, "and")}`;
    case "invalid_union":
      return "options" in issue && Array.isArray(issue.options)
        ? `must be ${listed(issue.options)}`
        : "is not one of what is taken here";
    default:
      return "is not in the form that is taken here";
  }
}

function listed(values: readonly unknown[], joint = "or"): string {
  const words = values.map((value) => JSON.stringify(value));
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${joint} ${words.at(-1)}`;
}

function amount(origin: string, bound: string, limit: number | bigint): string {
  const count = limit.toLocaleString("en");
  if (origin === "string") return `have ${bound} ${count} ${limit === 1 ? "character" : "characters"}`;
  if (origin === "array") return `have ${bound} ${count} ${limit === 1 ? "entry" : "entries"}`;
  return `be ${bound} ${count}`;
}

/** One sentence for the first problem: "In the body, parts[0].text is missing." */
export function problemOf(where: "body" | "address", issues: readonly Issue[], value: unknown): string {
  const [issue] = flattened(issues, value);
  if (!issue) return `The ${where} is not in the form that is taken here.`;
  const path = pathOf(issue.path);
  return path === "" ? `The ${where} ${issue.message}.` : `In the ${where}, ${path} ${issue.message}.`;
}

/** Replaces each failed union by the problems of the branch that was probably meant. */
function flattened(issues: readonly Issue[], value: unknown): Issue[] {
  return issues.flatMap((issue) => {
    if (issue.code !== "invalid_union" || issue.errors.length === 0) return [issue];
    const branches = issue.errors.map((branch) => {
      const prefixed = branch.map((one) => ({ ...one, path: [...issue.path, ...one.path] }));
      return flattened(prefixed, value);
    });
    return branches.reduce((best, branch) => (cost(branch, value) < cost(best, value) ? branch : best));
  });
}

/**
 * How far a value is from a branch. A key that is missing or not known speaks against the branch as a whole, a
 * wrong value deep inside least.
 */
function cost(branch: readonly Issue[], value: unknown): number {
  return branch.reduce((sum, issue) => {
    const isAnotherShape = issue.code === "unrecognized_keys" || at(value, issue.path) === undefined;
    return sum + (isAnotherShape ? 10 : 4) / Math.max(1, issue.path.length);
  }, 0);
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  // Objects of JSON alone, so that any own key may be read.
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === "object" && inner !== null ? (inner as Record<PropertyKey, unknown>)[key] : undefined,
    value,
  );
}

function pathOf(path: readonly PropertyKey[]): string {
  const text = path.map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`)).join("");
  return text.replace(/^\./, "");
}
