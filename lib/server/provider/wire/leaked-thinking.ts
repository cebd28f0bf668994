import "server-only";
import { heldTail } from "./held-tail";

const open = "<think>";
const close = "</think>";
const closes = [close];

/**
 * How much content without `</think>` is held back before it is taken for an answer, in UTF-16 units: most
 * reasoning of Kimi K2.5 is shorter, and a model that skipped thinking must not stay silent for ever.
 */
const longestSuspect = 65_536;
const longestBlank = 1024;

export type ThinkingSink = { reasoning: (text: string) => void; text: (text: string) => void };

/**
 * Separates reasoning that an engine without a reasoning parser left in the content. Kimi's template writes the opening
 * tag, so only the closing one comes (kvcache-ai/ktransformers#1871): where `suspects` is true, content waits for it.
 * A leading `<think>` needs no suspicion and streams. Any later tag is part of the answer.
 */
export class LeakedThinking {
  private state: "start" | "suspect" | "thinking" | "gap" | "answer" = "start";
  private held = "";
  /** The end of what was seen, in which the closing tag may have begun. */
  private tail = "";
  /** Whether reasoning was found in the content. */
  found = false;
  /** Whether the content holds what a parser would have taken: a tag, wherever it stands, or a raw call. */
  private hasTrace = false;

  /** @param watches whether a closing tag is looked for wherever it may come; always done while content is suspect */
  constructor(
    private readonly sink: ThinkingSink,
    private suspects: boolean,
    private watches = suspects,
  ) {}

  /** What the content tells of the engine once it is whole; undefined where reasoning has a field of its own. */
  get isClean(): boolean | undefined {
    return this.watches ? !this.hasTrace : undefined;
  }

  push(text: string): void {
    switch (this.state) {
      case "answer":
        if (this.watches && !this.hasTrace) this.search(text);
        this.sink.text(text);
        break;
      case "gap":
        this.answer(text.trimStart());
        break;
      case "start":
        this.held += text;
        this.begin();
        break;
      case "suspect":
        this.suspect(text);
        break;
      case "thinking":
        this.think(text);
        break;
    }
  }

  /** Reasoning has a field of its own here: content is the answer. */
  trustContent(): void {
    this.suspects = false;
    this.watches = false;
    if (this.state === "suspect") this.answer(this.takeHeld());
  }

  /** A raw tool call began, which ends reasoning without a tag (as vLLM's `kimi_k2` parser has it). */
  endThinking(): void {
    this.hasTrace = true;
    const wasSuspect = this.state === "suspect";
    const held = this.takeHeld();
    if (wasSuspect || this.state === "thinking") this.reason(held);
    else if (held !== "") this.sink.text(held);
    this.state = "answer";
  }

  /** Gives out what was held back: content whose closing tag never came is the answer. */
  end(): void {
    const held = this.takeHeld();
    if (this.state === "thinking") this.reason(held);
    else if (held !== "") this.sink.text(held);
    if (this.state !== "thinking") this.state = "answer";
  }

  private begin(): void {
    const text = this.held.trimStart();
    const isOpen = text.startsWith(open);
    if (isOpen || text.startsWith(close)) {
      this.hasTrace = true;
      this.held = "";
      this.state = isOpen ? "thinking" : "gap";
      this.push(text.slice(isOpen ? open.length : close.length));
      return;
    }
    const undecided =
      text === "" ? this.held.length < longestBlank : open.startsWith(text) || close.startsWith(text);
    if (undecided) return;
    const held = this.takeHeld();
    this.state = this.suspects ? "suspect" : "answer";
    this.push(held);
  }

  private suspect(text: string): void {
    const fromEnd = this.search(text);
    this.held += text;
    if (fromEnd === undefined) {
      if (this.held.length > longestSuspect) this.answer(this.takeHeld());
      return;
    }
    const held = this.takeHeld();
    const cut = held.length - fromEnd;
    this.reason(held.slice(0, cut));
    this.state = "gap";
    this.push(held.slice(cut + close.length));
  }

  /** How far from the end of all content so far the closing tag begins; undefined as long as it has not come. */
  private search(text: string): number | undefined {
    // Only the seam is searched, so that a long wait costs no more than its length.
    const seam = this.tail + text;
    const at = seam.indexOf(close);
    this.tail = seam.slice(-(close.length - 1));
    if (at < 0) return undefined;
    this.hasTrace = true;
    return seam.length - at;
  }

  private think(text: string): void {
    const seam = this.takeHeld() + text;
    const at = seam.indexOf(close);
    if (at >= 0) {
      this.reason(seam.slice(0, at));
      this.state = "gap";
      this.push(seam.slice(at + close.length));
      return;
    }
    const end = seam.length - heldTail(seam, closes);
    this.reason(seam.slice(0, end));
    this.held = seam.slice(end);
  }

  private reason(text: string): void {
    if (text === "") return;
    this.found = true;
    this.sink.reasoning(text);
  }

  private answer(text: string): void {
    if (text === "") return;
    this.state = "answer";
    this.sink.text(text);
  }

  private takeHeld(): string {
    const { held } = this;
    this.held = "";
    return held;
  }
}
