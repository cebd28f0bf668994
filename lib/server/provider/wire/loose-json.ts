import "server-only";

/** An object from the wire, of which nothing is known. */
export type Loose = { readonly [key: string]: unknown };

/** The value as an object to read from, or undefined for everything else (null and arrays too). */
export function asObject(value: unknown): Loose | undefined {
  // Any object that is not null can be read by string keys; what comes out is unknown.
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Loose) : undefined;
}

/** A count from the wire: a finite number that is not negative, else undefined. */
export function asCount(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : undefined;
}

/** The JSON value a text holds, or undefined when it is no JSON. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
