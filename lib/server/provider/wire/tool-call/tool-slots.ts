import "server-only";
import { jsonrepair } from "jsonrepair";
import { type ChatEvent, ProviderError } from "../../chat-provider";
import { asObject, type Loose, parsed } from "../loose-json";
import { declaredNameOf, toolNameOf, wellFormedId } from "./tool-name";

const mostCalls = 128;
const longestArguments = 8_000_000;

type Slot = { slot: number; wireId: string; toolName: string; arguments: string; started: boolean };

/**
 * The tool calls of one reply, by our own number. The endpoint's `index` says which call a delta goes on with; its
 * ids do not, as engines repeat them (sgl-project/sglang#33343).
 */
export class ToolSlots {
  private readonly slots: Slot[] = [];
  private readonly byIndex = new Map<number, Slot>();
  private raw: Slot | undefined;
  /** Calls read from leaked markers, and calls whose arguments were repaired. */
  recovered = 0;
  repaired = 0;

  constructor(
    private readonly tools: readonly string[],
    private readonly emit: (event: ChatEvent) => void,
  ) {}

  get count(): number {
    return this.slots.length;
  }

  /** Takes one entry of `delta.tool_calls`. @throws ProviderError `protocol` past 128 calls or 8 MB of arguments. */
  add(entry: unknown): void {
    const delta = asObject(entry);
    if (!delta) return;
    const inner = asObject(delta.function) ?? {};
    const id = typeof delta.id === "string" ? delta.id : "";
    const name = typeof inner.name === "string" ? inner.name : "";
    const text = argumentText(inner.arguments);
    if (id === "" && name === "" && text === "") return;
    const slot = this.slotFor(delta, id, name, text);
    slot.wireId ||= id;
    slot.toolName ||= name && (declaredNameOf(name, this.tools) ?? name);
    // Without a name there is nothing to show yet; it may follow.
    if (slot.toolName !== "") this.start(slot);
    this.append(slot, text);
  }

  /** A call whose markers leaked into text begins. */
  startRaw(id: string): void {
    const slot = this.open();
    slot.toolName = toolNameOf(id, this.tools);
    slot.wireId = wellFormedId(id, slot.toolName, slot.slot);
    this.raw = slot;
    this.recovered++;
    this.start(slot);
  }

  appendRaw(text: string): void {
    if (this.raw) this.append(this.raw, text);
  }

  /**
   * Ends every call. With `repair`, broken arguments are mended where that is safe; not after a reply that was cut,
   * as half of an argument would be run as if it were whole.
   */
  end(repair: boolean): void {
    for (const slot of this.slots) {
      if (slot.toolName === "") slot.toolName = toolNameOf(slot.wireId, this.tools) || "unknown";
      this.start(slot);
      const whole = repair ? settled(slot.arguments) : slot.arguments;
      if (whole !== slot.arguments && slot.arguments.trim() !== "") this.repaired++;
      this.emit({ type: "tool-call-end", slot: slot.slot, arguments: whole });
    }
  }

  private slotFor(delta: Loose, id: string, name: string, text: string): Slot {
    const index = typeof delta.index === "number" ? delta.index : undefined;
    const known = index === undefined ? this.slots.at(-1) : this.byIndex.get(index);
    if (known && !isAnother(known, id, name, text, index !== undefined)) return known;
    const slot = this.open();
    if (index !== undefined) this.byIndex.set(index, slot);
    return slot;
  }

  private open(): Slot {
    if (this.slots.length >= mostCalls) throw tooMuch(`more than ${mostCalls} tool calls in one reply`);
    const slot = { slot: this.slots.length, wireId: "", toolName: "", arguments: "", started: false };
    this.slots.push(slot);
    return slot;
  }

  private start(slot: Slot): void {
    if (slot.started) return;
    slot.started = true;
    slot.wireId ||= `functions.${slot.toolName}:${slot.slot}`;
    this.emit({ type: "tool-call-start", slot: slot.slot, wireId: slot.wireId, toolName: slot.toolName });
    if (slot.arguments !== "") this.emit({ type: "tool-call-delta", slot: slot.slot, text: slot.arguments });
  }

  private append(slot: Slot, text: string): void {
    if (text === "") return;
    slot.arguments += text;
    if (slot.arguments.length > longestArguments) throw tooMuch("tool arguments of more than 8 MB");
    if (slot.started) this.emit({ type: "tool-call-delta", slot: slot.slot, text });
  }
}

/**
 * Whether a delta opens another call than the one its index (or its place) points to: engines leave `index` out,
 * or say 0 for every one of several calls. An id or a name said again with every delta opens none.
 */
function isAnother(known: Slot, id: string, name: string, text: string, hasIndex: boolean): boolean {
  if (name === "") return !hasIndex && id !== "" && known.wireId !== "" && id !== known.wireId;
  if (known.toolName === "") return false;
  if (id !== "" && id !== known.wireId) return true;
  if (hasIndex) return false;
  return known.arguments !== "" && text.trimStart().startsWith("{") && isPlainObject(known.arguments);
}

function argumentText(value: unknown): string {
  if (typeof value === "string") return value;
  return typeof value === "object" && value !== null ? JSON.stringify(value) : "";
}

function isPlainObject(text: string): boolean {
  return asObject(parsed(text)) !== undefined;
}

/** The arguments as JSON of an object: as written, `{}` for none, or repaired; as written if that cannot be. */
function settled(text: string): string {
  const trimmed = text.trim();
  if (trimmed === "") return "{}";
  if (parsed(text) !== undefined) return text;
  // Speculative decoding may write the same object twice (vllm-project/vllm#38579).
  const half = trimmed.slice(0, Math.floor(trimmed.length / 2));
  if (trimmed.endsWith(half) && isPlainObject(half)) return half;
  const mended = repairedJson(text);
  return mended !== undefined && isPlainObject(mended) ? mended : text;
}

function repairedJson(text: string): string | undefined {
  try {
    return jsonrepair(text);
  } catch {
    return undefined;
  }
}

function tooMuch(what: string): ProviderError {
  return new ProviderError(
    "protocol",
    `The endpoint sent ${what}.`,
    "Send the message again or choose another model.",
  );
}
