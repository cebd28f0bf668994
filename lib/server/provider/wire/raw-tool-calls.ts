import "server-only";
import { endsInHalf, heldTail } from "./held-tail";

/**
 * Kimi's own tool-call grammar, as it leaks when an engine does not parse it:
 * section-begin, one or more of (call-begin id argument-begin JSON call-end), section-end.
 * Source: `tool_calls_eval.py` of MoonshotAI/K2-Vendor-Verifier.
 */
const sectionBegin = "<|tool_calls_section_begin|>";
const sectionEnd = "<|tool_calls_section_end|>";
const callBegin = "<|tool_call_begin|>";
const argumentBegin = "<|tool_call_argument_begin|>";
const callEnd = "<|tool_call_end|>";

const begins = [sectionBegin, callBegin];
const beginsAndEnds = [sectionBegin, callBegin, callEnd, sectionEnd];
const argumentEnds = [callEnd, sectionEnd, callBegin];
const betweenCalls = [callBegin, sectionEnd];

const longestId = 256;
const longestGap = 4096;
const idSoFar = /^\s*[\w.:$/-]*\s*$/;

/** Where the scanner writes what it finds, in order. */
export type RawToolCallSink = {
  text: (text: string) => void;
  /** `id` as it was written, often `functions.<name>:<index>`, sometimes malformed. */
  callStart: (id: string) => void;
  callArguments: (text: string) => void;
  callEnd: () => void;
};

/**
 * Splits one channel (content or reasoning) into text and raw tool calls, as it streams. Markers may be cut
 * anywhere. A missing section wrapper and missing end markers are accepted; markers that are not followed by a
 * call are prose about them and stay text. How the input is cut changes only how the output is cut.
 */
export class RawToolCallScanner {
  private state: "text" | "between" | "id" | "arguments" = "text";
  /** What is not yet decided. */
  private rest = "";
  /** What was taken for a call's beginning, to give back as text if no call follows. */
  private literal = "";
  private found = false;

  constructor(private readonly sink: RawToolCallSink) {}

  push(text: string): void {
    if (text === "") return;
    if (this.state === "text" && this.rest === "" && !text.includes("<") && !endsInHalf(text)) {
      this.sink.text(text);
      return;
    }
    this.rest += text;
    this.scan();
  }

  /** Gives out what was held back; a call without its end ends here, and the beginning of none is dropped. */
  end(): void {
    const { state, rest } = this;
    if (state === "text") this.say(rest);
    if (state === "arguments") {
      if (rest !== "" && !rest.startsWith("<|")) this.sink.callArguments(rest);
      this.sink.callEnd();
    }
    this.state = "text";
    this.rest = "";
    this.literal = "";
  }

  private scan(): void {
    let goesOn = true;
    while (goesOn && this.rest !== "") {
      switch (this.state) {
        case "text":
          goesOn = this.scanText();
          break;
        case "between":
          goesOn = this.scanBetween();
          break;
        case "id":
          goesOn = this.scanId();
          break;
        case "arguments":
          goesOn = this.scanArguments();
          break;
      }
    }
  }

  private scanText(): boolean {
    // End markers mean something only after a call, where a wrapper's end may trail behind.
    const marker = this.takeUpTo(this.found ? beginsAndEnds : begins, (text) => this.say(text));
    if (marker === sectionBegin) this.enter("between", marker);
    if (marker === callBegin) this.enter("id", marker);
    return marker !== undefined;
  }

  private scanBetween(): boolean {
    const trimmed = this.rest.trimStart();
    this.literal += this.rest.slice(0, this.rest.length - trimmed.length);
    this.rest = trimmed;
    if (this.literal.length > longestGap) return this.isProse();
    if (trimmed.startsWith(callBegin)) {
      this.rest = trimmed.slice(callBegin.length);
      this.enter("id", this.literal + callBegin);
      return true;
    }
    if (trimmed.startsWith(sectionEnd)) {
      this.rest = trimmed.slice(sectionEnd.length);
      this.enter("text", "");
      return true;
    }
    if (betweenCalls.some((marker) => marker.startsWith(trimmed))) return false;
    return this.isProse();
  }

  private scanId(): boolean {
    const at = this.rest.indexOf("<");
    const id = at < 0 ? this.rest : this.rest.slice(0, at);
    if (id.length > longestId || !idSoFar.test(id)) return this.isProse();
    if (at < 0) return false;
    const marker = this.rest.slice(at, at + argumentBegin.length);
    if (marker !== argumentBegin && argumentBegin.startsWith(marker)) return false;
    if (marker !== argumentBegin || id.trim() === "") return this.isProse();
    this.rest = this.rest.slice(at + argumentBegin.length);
    this.found = true;
    this.enter("arguments", "");
    this.sink.callStart(id.trim());
    return true;
  }

  private scanArguments(): boolean {
    const marker = this.takeUpTo(argumentEnds, (text) => this.sink.callArguments(text));
    if (marker === undefined) return false;
    this.sink.callEnd();
    if (marker === callEnd) this.enter("between", "");
    if (marker === sectionEnd) this.enter("text", "");
    if (marker === callBegin) this.enter("id", marker);
    return true;
  }

  /** Gives out what stands before the first of the markers and takes it away; holds back what may become one. */
  private takeUpTo(markers: readonly string[], give: (text: string) => void): string | undefined {
    const { rest } = this;
    for (let at = rest.indexOf("<|"); at >= 0; at = rest.indexOf("<|", at + 1)) {
      const marker = markers.find((one) => rest.startsWith(one, at));
      if (marker === undefined) continue;
      this.rest = rest.slice(at + marker.length);
      if (at > 0) give(rest.slice(0, at));
      return marker;
    }
    const end = rest.length - heldTail(rest, markers);
    this.rest = rest.slice(end);
    if (end > 0) give(rest.slice(0, end));
    return undefined;
  }

  private isProse(): boolean {
    this.say(this.literal);
    this.enter("text", "");
    return true;
  }

  private say(text: string): void {
    if (text !== "") this.sink.text(text);
  }

  private enter(state: RawToolCallScanner["state"], literal: string): void {
    this.state = state;
    this.literal = literal;
  }
}
