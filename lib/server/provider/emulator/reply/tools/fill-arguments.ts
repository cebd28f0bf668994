import "server-only";
import type { Facts } from "./facts";

export type Schema = Record<string, unknown>;

/** What is used up while one call is filled: each name, number or string goes to one argument. */
type Supply = { facts: Facts; names: string[]; quoted: string[]; numbers: number[]; root: Schema };

const deepest = 8;

/** Arguments for one call: valid for the schema, taken from the prompt where it names them. */
export function fillArguments(schema: Schema, facts: Facts, subject?: string): Record<string, unknown> {
  const names = subject === undefined ? facts.names : [subject];
  const supply: Supply = {
    facts,
    names: [...names],
    quoted: [...facts.quoted],
    numbers: [...facts.numbers],
    root: schema,
  };
  const value = fill({ type: "object", ...schema }, "", supply, 0);
  return isObject(value) ? value : {};
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Follows `$ref` within the schema and takes the first of `anyOf` and `oneOf` that is not null. */
export function resolve(schema: unknown, root: Schema, depth = 0): Schema {
  if (!isObject(schema) || depth > deepest) return {};
  if (typeof schema.$ref === "string" && schema.$ref.startsWith("#")) {
    const target = schema.$ref
      .slice(1)
      .split("/")
      .filter(Boolean)
      .reduce<unknown>(
        (at, key) => (isObject(at) ? at[key.replace(/~1/g, "/").replace(/~0/g, "~")] : undefined),
        root,
      );
    return resolve(target, root, depth + 1);
  }
  const choices = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(choices)) {
    const chosen = choices.find((one) => isObject(one) && one.type !== "null");
    return resolve(
      { ...schema, anyOf: undefined, oneOf: undefined, ...resolve(chosen, root, depth + 1) },
      root,
      depth + 1,
    );
  }
  if (Array.isArray(schema.allOf)) {
    const parts = schema.allOf.map((one) => resolve(one, root, depth + 1));
    const properties = Object.assign({}, ...parts.map((one) => one.properties ?? {}));
    const required = parts.flatMap((one) => (Array.isArray(one.required) ? one.required : []));
    return { ...Object.assign({}, ...parts), ...schema, allOf: undefined, properties, required };
  }
  return schema;
}

export function typeOf(schema: Schema): string {
  if (Array.isArray(schema.type)) return String(schema.type.find((one) => one !== "null") ?? "null");
  if (typeof schema.type === "string") return schema.type;
  return schema.properties ? "object" : schema.items ? "array" : "string";
}

function fill(raw: unknown, name: string, supply: Supply, depth: number): unknown {
  const schema = resolve(raw, supply.root);
  if ("const" in schema) return schema.const;
  if (Array.isArray(schema.enum) && schema.enum.length > 0)
    return mentioned(schema.enum, supply.facts) ?? schema.default ?? schema.enum[0];
  switch (typeOf(schema)) {
    case "object":
      return fillObject(schema, supply, depth);
    case "array":
      return fillArray(schema, name, supply, depth);
    case "integer":
    case "number":
      return fillNumber(schema, supply);
    case "boolean":
      return !new RegExp(`\\b(no|not|without|don't)\\s+(\\w+\\s+)?${escaped(name)}`, "i").test(
        supply.facts.text,
      );
    case "null":
      return null;
    default:
      return fillString(schema, name, supply);
  }
}

function mentioned(values: readonly unknown[], { text }: Facts): unknown {
  return values.find(
    (value) =>
      typeof value !== "object" &&
      new RegExp(`(?<!\\w)${escaped(String(value).replace(/_/g, " "))}(?!\\w)`, "i").test(
        text.replace(/_/g, " "),
      ),
  );
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");

/** Everything required, and what is optional when the prompt names it. */
function fillObject(schema: Schema, supply: Supply, depth: number): Record<string, unknown> {
  const properties = isObject(schema.properties) ? schema.properties : {};
  const required = new Set(Array.isArray(schema.required) ? schema.required.map(String) : []);
  const filled: Record<string, unknown> = {};
  if (depth > deepest) return filled;
  const names = Object.keys(properties);
  for (const name of [
    ...names.filter((one) => required.has(one)),
    ...names.filter((one) => !required.has(one)),
  ]) {
    const property = resolve(properties[name], supply.root);
    if (!required.has(name) && !isNamed(property, name, supply)) continue;
    filled[name] = fill(property, name, supply, depth + 1);
  }
  for (const name of required) if (!(name in filled)) filled[name] = textFor(name, supply);
  return Object.fromEntries(
    names
      .concat([...required])
      .filter((name) => name in filled)
      .map((name) => [name, filled[name]]),
  );
}

function isNamed(schema: Schema, name: string, supply: Supply): boolean {
  if (Array.isArray(schema.enum)) return mentioned(schema.enum, supply.facts) !== undefined;
  const words = name
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replace(/[_-]/g, " ")
    .toLowerCase();
  const said = new RegExp(`\\b${escaped(words)}\\b`, "i").test(supply.facts.text);
  const kind = typeOf(schema);
  if (kind === "number" || kind === "integer") return supply.numbers.length > 0;
  if (kind === "string") return said && supply.names.length + supply.quoted.length > 0;
  return kind === "boolean" && said;
}

function fillArray(schema: Schema, name: string, supply: Supply, depth: number): unknown[] {
  const least = typeof schema.minItems === "number" ? schema.minItems : 1;
  const most = typeof schema.maxItems === "number" ? schema.maxItems : 8;
  const items = resolve(schema.items ?? {}, supply.root);
  const kind = typeOf(items);
  const available =
    kind === "string"
      ? supply.quoted.length || supply.names.length
      : kind === "object"
        ? 1
        : supply.numbers.length;
  const count = Math.min(most, Math.max(least, available, most > 0 ? 1 : 0), 32);
  const values: unknown[] = [];
  const choices = Array.isArray(items.enum) ? items.enum : undefined;
  for (let index = 0; index < count; index++) {
    const value = choices ? choices[index % choices.length] : fill(items, name, supply, depth + 1);
    const repeated =
      schema.uniqueItems === true && values.some((one) => JSON.stringify(one) === JSON.stringify(value));
    values.push(repeated ? otherThan(value, index) : value);
  }
  return values;
}

/** The value with its first string or number changed, for lists that allow nothing twice. */
function otherThan(value: unknown, index: number): unknown {
  if (typeof value === "string") return `${value} ${index + 1}`;
  if (typeof value === "number") return value + index;
  if (typeof value === "boolean") return !value;
  if (!isObject(value)) return value;
  const changed = Object.entries(value).find(([, one]) => typeof one === "string" || typeof one === "number");
  return changed ? { ...value, [changed[0]]: otherThan(changed[1], index) } : value;
}

function fillNumber(schema: Schema, supply: Supply): number {
  const given = supply.numbers.shift() ?? (typeof schema.default === "number" ? schema.default : undefined);
  const bound = (key: string) => (typeof schema[key] === "number" ? schema[key] : undefined);
  const step = bound("multipleOf") ?? (typeOf(schema) === "integer" ? 1 : 0);
  const gap = step || 1e-6;
  const above = bound("exclusiveMinimum");
  const below = bound("exclusiveMaximum");
  const low = Math.max(bound("minimum") ?? -1e15, above === undefined ? -1e15 : above + gap);
  const high = Math.min(bound("maximum") ?? 1e15, below === undefined ? 1e15 : below - gap);
  const value = Math.min(high, Math.max(low, given ?? Math.max(1, low)));
  if (step === 0) return value;
  const rounded = Math.round(value / step) * step;
  const inside =
    rounded > high ? Math.floor(high / step) * step : rounded < low ? Math.ceil(low / step) * step : rounded;
  return Number(inside.toFixed(10));
}

function fillString(schema: Schema, name: string, supply: Supply): string {
  const least = typeof schema.minLength === "number" ? schema.minLength : 0;
  const most = typeof schema.maxLength === "number" ? schema.maxLength : 10_000;
  const text =
    formatted(schema, supply) ??
    (typeof schema.default === "string" && supply.names.length === 0
      ? schema.default
      : textFor(name, supply));
  return text.slice(0, most).padEnd(Math.min(least, 4096), text === "" ? "x" : "…");
}

function formatted({ format }: Schema, { facts }: Supply): string | undefined {
  const day = facts.dates[0] ?? "2026-01-01";
  const formats: Record<string, string> = {
    date: day,
    "date-time": `${day}T12:00:00Z`,
    time: "12:00:00Z",
    email: facts.emails[0] ?? "someone@example.com",
    uri: facts.urls[0] ?? "https://example.com/",
    url: facts.urls[0] ?? "https://example.com/",
    uuid: "00000000-0000-4000-8000-000000000000",
    ipv4: "192.0.2.1",
  };
  return typeof format === "string" ? formats[format] : undefined;
}

/** Which of the prompt's strings fits an argument of this name. */
function textFor(name: string, supply: Supply): string {
  const { facts } = supply;
  const asked = facts.text.replace(/\s+/g, " ").trim().slice(0, 200) || "…";
  if (/mail|recipient/i.test(name) && facts.emails[0]) return facts.emails[0];
  if (/url|link|href|uri/i.test(name)) return facts.urls[0] ?? "https://example.com/";
  if (/date|day|when/i.test(name)) return facts.dates[0] ?? "2026-01-01";
  if (/expr|formula|equation/i.test(name))
    return /[\d(][\d\s.+\-*/^()%]*[\d)]/.exec(facts.text)?.[0]?.trim() ?? asked;
  if (/query|question|text|prompt|search|keyword|message|content|body|code|input/i.test(name))
    return supply.quoted.shift() ?? searchText(asked);
  return supply.names.shift() ?? supply.quoted.shift() ?? facts.names[0] ?? facts.quoted[0] ?? asked;
}

/** What is searched for in "Search the web for tidal power in Norway". */
function searchText(asked: string): string {
  const found = /\b(?:search|look|find|query|google)\b.*?\b(?:for|up|about)\b\s+(.+?)[.?!]?$/i.exec(asked);
  return found?.[1] ?? asked.replace(/[?？。.!]+$/, "");
}
