import "server-only";
import { asObject, type Loose } from "./loose-json";

const growing = ["text", "summary", "data"];
const mostDetails = 1000;

/**
 * OpenRouter's `reasoning_details[]`, put together from its deltas: entries of one `index` and type are one, their
 * texts joined, of everything else the last that is not null. They are sent back as they came out.
 * Source: openrouter.ai/docs/use-cases/reasoning-tokens.
 */
export class ReasoningDetails {
  private merged: Record<string, unknown>[] = [];

  add(details: unknown): void {
    if (!Array.isArray(details)) return;
    for (const entry of details) {
      const detail = asObject(entry);
      if (!detail) continue;
      const known = this.merged.findLast((one) => one.type === detail.type && isSameIndex(one, detail));
      if (known) mergeInto(known, detail);
      else if (this.merged.length < mostDetails) this.merged.push({ ...detail });
    }
  }

  /** The details of the stretch of reasoning that ends here, and starts anew; undefined when there are none. */
  take(): unknown[] | undefined {
    if (this.merged.length === 0) return undefined;
    const { merged } = this;
    this.merged = [];
    return merged;
  }
}

/** The text in `reasoning_details[]` of one delta. */
export function detailsText(details: unknown): string | undefined {
  if (!Array.isArray(details)) return undefined;
  let found: string | undefined;
  for (const entry of details) {
    const detail = asObject(entry);
    const text = detail?.text ?? detail?.summary;
    if (typeof text === "string") found = (found ?? "") + text;
  }
  return found;
}

function isSameIndex(one: Loose, other: Loose): boolean {
  return other.index === undefined || other.index === null || one.index === other.index;
}

function mergeInto(known: Record<string, unknown>, detail: Loose): void {
  for (const [key, value] of Object.entries(detail)) {
    if (value === null || value === undefined) continue;
    const before = known[key];
    known[key] =
      growing.includes(key) && typeof value === "string" && typeof before === "string"
        ? before + value
        : value;
  }
}
