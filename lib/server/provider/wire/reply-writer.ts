import "server-only";
import type { NoticeCode, ReasoningKey } from "@/lib/core/message/part";
import type { ChatEvent } from "../chat-provider";
import { tokenShare } from "./estimate-tokens";
import { ReasoningDetails } from "./reasoning-details";

/** Past this, in UTF-16 units, an instant reply's reasoning is believed to be reasoning. */
const longestHeld = 262_144;

/**
 * Puts what was found in a reply into events, in order, and decides whether an instant reply's reasoning is one:
 * engines may write the whole answer of instant mode into the reasoning field (vLLM-Kunlun#388). So it waits until
 * an answer or a tool call follows (then it is reasoning) or the reply ends (then it is the answer).
 */
export class ReplyWriter {
  private events: ChatEvent[] = [];
  private held = "";
  private heldBlank = "";
  private isInReasoning = false;
  private heldKey: ReasoningKey = "reasoning_content";
  private share = 0;
  readonly details = new ReasoningDetails();
  hasReasoning = false;
  /** Whether there is text beside white space. */
  hasText = false;
  /** Whether the held-back reasoning became the answer. */
  reasoningBecameText = false;

  constructor(private isInstant: boolean) {}

  /** About how many tokens were written, where no usage tells it. */
  get estimatedTokens(): number {
    // Shares are added up as floating point, whose error must not make a token.
    return Math.ceil(this.share - 1e-6);
  }

  emit(event: ChatEvent): void {
    if (event.type === "tool-call-start") this.answerBegins();
    if (event.type === "tool-call-delta") this.share += tokenShare(event.text);
    this.events.push(event);
  }

  notice(code: NoticeCode, message: string, data?: Record<string, string | number | boolean>): void {
    this.events.push({ type: "notice", code, message, ...(data && { data }) });
  }

  text(text: string): void {
    if (text === "") return;
    this.share += tokenShare(text);
    if (this.hasText && !this.isInReasoning) {
      this.events.push({ type: "text-delta", text });
      return;
    }
    // White space alone does not yet say that an answer follows.
    this.heldBlank += text;
    if (text.trim() === "") return;
    const whole = this.heldBlank;
    this.heldBlank = "";
    this.hasText = true;
    this.answerBegins();
    this.events.push({ type: "text-delta", text: whole });
  }

  /** @param isCertain when its place or tag leaves no doubt that it is reasoning */
  reasoning(text: string, key: ReasoningKey, isCertain: boolean): void {
    if (text === "") return;
    this.share += tokenShare(text);
    this.hasReasoning = true;
    this.isInReasoning = true;
    if (!this.isInstant || isCertain) {
      this.events.push({ type: "reasoning-delta", text, key });
      return;
    }
    if (this.held === "") this.heldKey = key;
    this.held += text;
    if (this.held.length > longestHeld) this.believe();
  }

  /** The reply is over: held-back reasoning is the answer if there is no other. */
  settle(hasCalls: boolean): void {
    if (this.held !== "" && !this.hasText && !hasCalls && this.held.trim() !== "") {
      this.reasoningBecameText = true;
      this.hasText = true;
      this.hasReasoning = false;
      this.events.push({ type: "text-delta", text: this.held });
      this.held = "";
      this.details.take();
    }
    this.answerBegins();
  }

  /** What was written since the last call. */
  take(): ChatEvent[] {
    const { events } = this;
    this.events = [];
    return events;
  }

  /** The reasoning before this point is whole, and was reasoning. */
  private answerBegins(): void {
    this.isInReasoning = false;
    this.believe();
    const details = this.details.take();
    if (details) this.events.push({ type: "reasoning-details", details });
  }

  private believe(): void {
    const { held, heldKey } = this;
    this.isInstant = false;
    this.held = "";
    if (held !== "") this.events.push({ type: "reasoning-delta", text: held, key: heldKey });
  }
}
