import "server-only";
import type { ReasoningKey } from "@/lib/core/message/part";
import type { DialectName, Prices } from "@/lib/core/model/capabilities";
import type { ChatEvent } from "../chat-provider";
import { brokenAnswer, classifyStreamError, filteredAnswer } from "./classify-error";
import { isErrorObject } from "./error/error-body";
import type { ErrorEndpoint } from "./error/error-words";
import { LeakedThinking } from "./leaked-thinking";
import { asObject, type Loose } from "./loose-json";
import { namesSameModel } from "./model-name";
import { RawToolCallScanner } from "./raw-tool-calls";
import { detailsText } from "./reasoning-details";
import { ReplyWriter } from "./reply-writer";
import { ToolSlots } from "./tool-call/tool-slots";
import { type Counts, readUsage, withCost } from "./usage";

export type DecoderOptions = {
  dialect: DialectName;
  /** As asked for; a reply from another one is told. */
  model: string;
  /** Whether the model thinks in this call: also true where thinking cannot be switched off. */
  thinking: boolean;
  /** Names of the declared tools. */
  tools: readonly string[];
  prices?: Prices;
  /** Stands in for the input tokens where the endpoint tells no usage. */
  estimatedInputTokens: number;
  endpoint: ErrorEndpoint;
  /**
   * Content is the answer from its first character and is never held back: this endpoint was seen to put reasoning
   * into a field of its own, or an answer is continued, after its reasoning.
   */
  separatesReasoning?: boolean;
  /** Earlier replies showed that content holds no reasoning here; it is not held back, but watched. */
  isContentClean?: boolean;
  /** Called at the end of a reply that showed whether content holds reasoning here, to know the above by. */
  onContent?: (isClean: boolean) => void;
  /** Called once, when reasoning comes in a field of its own: the key to echo it under. */
  onReasoningKey?: (key: ReasoningKey) => void;
};

export type Decoder = {
  /**
   * Takes one event of the stream: its data string (`[DONE]` too) or the JSON in it. Returns what it decodes to.
   * @throws ProviderError for an error object, a filtered answer, or data that is no JSON; `release` then has
   * what was decoded before.
   */
  push: (json: unknown) => ChatEvent[];
  /** After a failure or an abort: what was decoded or held back and not yet given out. */
  release: () => ChatEvent[];
  /** After the last event: what was held back, notices, usage, and `finish`. Empty the second time. */
  end: () => ChatEvent[];
};

/** Where engines were seen without a reasoning parser, so that content may begin with reasoning. */
const leaking: ReadonlySet<DialectName> = new Set(["sglang", "vllm", "openai-compatible", "nvidia"]);

/** vLLM from 0.18 reads only `reasoning` when it is echoed. */
const keyOfLeaked = (dialect: DialectName): ReasoningKey =>
  dialect === "vllm" ? "reasoning" : "reasoning_content";

/**
 * Decodes one reply of the OpenAI chat-completions stream, as Kimi's vendors and engines really send it, into
 * events. What the wire holds decides, not the vendor's name; the dialect only says which engine bugs to expect.
 */
export function createDecoder(options: DecoderOptions): Decoder {
  return new ReplyDecoder(options);
}

class ReplyDecoder implements Decoder {
  private readonly writer: ReplyWriter;
  private readonly slots: ToolSlots;
  private readonly leaked: LeakedThinking;
  private readonly content: RawToolCallScanner;
  private readonly reasoning: RawToolCallScanner;
  private reasoningKey: ReasoningKey = "reasoning_content";
  private hasReasoningKey = false;
  private counts: Counts | undefined;
  private finishReason: string | undefined;
  private isModelKnown = false;
  private isDone = false;
  private hasEnded = false;
  private hasDelta = false;

  constructor(private readonly options: DecoderOptions) {
    const { dialect, thinking, tools, separatesReasoning, isContentClean = false } = options;
    const writer = new ReplyWriter(!thinking);
    const slots = new ToolSlots(tools, (event) => writer.emit(event));
    const leakedKey = keyOfLeaked(dialect);
    // The emulator plays the bugs of every engine.
    const mayLeak = thinking && !separatesReasoning && (leaking.has(dialect) || options.endpoint.isEmulator);
    const leaked = new LeakedThinking(
      { text: (text) => writer.text(text), reasoning: (text) => writer.reasoning(text, leakedKey, true) },
      mayLeak && !isContentClean,
      mayLeak,
    );
    const rest = { callArguments: (text: string) => slots.appendRaw(text), callEnd: () => undefined };
    this.content = new RawToolCallScanner({
      ...rest,
      text: (text) => leaked.push(text),
      callStart: (id) => {
        leaked.endThinking();
        slots.startRaw(id);
      },
    });
    this.reasoning = new RawToolCallScanner({
      ...rest,
      text: (text) => writer.reasoning(text, this.reasoningKey, false),
      callStart: (id) => slots.startRaw(id),
    });
    this.writer = writer;
    this.slots = slots;
    this.leaked = leaked;
  }

  push(json: unknown): ChatEvent[] {
    if (this.hasEnded || this.isDone) return [];
    const chunk = asObject(typeof json === "string" ? this.parse(json) : json);
    if (!chunk) return [];
    if (isErrorObject(chunk)) throw this.streamError(chunk);
    if (!this.isModelKnown) this.checkModel(chunk.model);
    const choice = asObject(Array.isArray(chunk.choices) ? chunk.choices[0] : undefined);
    if (choice) this.takeChoice(choice, chunk);
    if (chunk.usage !== undefined) this.counts = readUsage(chunk.usage) ?? this.counts;
    return this.writer.take();
  }

  release(): ChatEvent[] {
    this.flush();
    this.writer.settle(true);
    return this.writer.take();
  }

  end(): ChatEvent[] {
    if (this.hasEnded) return [];
    this.flush();
    this.hasEnded = true;
    const { writer, slots, options, counts } = this;
    writer.settle(slots.count > 0);
    const reason = this.finish();
    slots.end(reason === "tool-calls");
    // A reply that was cut, or that only called tools, may have had its closing tag still to come.
    if (reason === "stop" && writer.hasText && this.leaked.isClean) options.onContent?.(true);
    this.tellNotices(reason);
    const estimated = {
      inputTokens: options.estimatedInputTokens,
      outputTokens: writer.estimatedTokens,
      cachedTokens: 0,
    };
    writer.emit({ type: "usage", usage: withCost(counts ?? estimated, !counts, options.prices) });
    writer.emit({ type: "finish", reason });
    return writer.take();
  }

  private parse(data: string): unknown {
    if (data.trim() === "[DONE]") {
      this.isDone = true;
      return undefined;
    }
    try {
      return JSON.parse(data);
    } catch {
      throw brokenAnswer(data, this.options.endpoint, this.options.model);
    }
  }

  private streamError(json: Loose) {
    return classifyStreamError(json, this.options.endpoint, this.options.model);
  }

  private checkModel(got: unknown): void {
    if (typeof got !== "string" || got === "") return;
    this.isModelKnown = true;
    const asked = this.options.model;
    if (namesSameModel(asked, got)) return;
    this.writer.notice("model-differs", `${got} answered, though ${asked} was asked.`, { asked, got });
  }

  private takeChoice(choice: Loose, chunk: Loose): void {
    // A whole `message` comes where an endpoint does not stream; after deltas it only repeats them.
    const delta = asObject(choice.delta) ?? (this.hasDelta ? undefined : asObject(choice.message));
    if (delta) this.takeDelta(delta);
    if (choice.usage !== undefined) this.counts = readUsage(choice.usage) ?? this.counts;
    const reason = choice.finish_reason;
    if (typeof reason !== "string" || reason === "") return;
    if (reason === "error") throw this.streamError(asObject(choice.error) ? choice : chunk);
    if (reason === "content_filter") throw filteredAnswer(this.options.endpoint, this.options.model);
    this.finishReason = reason;
  }

  /** Every key is read for itself: vendors put reasoning, content and calls into one delta. */
  private takeDelta(delta: Loose): void {
    this.hasDelta = true;
    this.takeReasoning(delta);
    if (delta.reasoning_details !== undefined) this.writer.details.add(delta.reasoning_details);
    const { content, tool_calls: calls } = delta;
    const text = typeof content === "string" ? content : Array.isArray(content) ? textOf(content) : "";
    if (text !== "") this.content.push(text);
    if (!Array.isArray(calls) || calls.length === 0) return;
    this.content.end();
    this.leaked.end();
    for (const call of calls) this.slots.add(call);
  }

  /** The first text among the three keys; an empty one still says that reasoning has a field of its own. */
  private takeReasoning(delta: Loose): void {
    const { reasoning_content: first, reasoning: second, reasoning_details: third } = delta;
    if (typeof first === "string" && first !== "") this.reason(first, "reasoning_content");
    else if (typeof second === "string" && second !== "") this.reason(second, "reasoning");
    else if (third !== undefined) this.reason(detailsText(third) ?? "", "reasoning_details");
    else if (first === "" || second === "") this.leaked.trustContent();
  }

  private reason(text: string, key: ReasoningKey): void {
    this.leaked.trustContent();
    if (text === "") return;
    if (!this.hasReasoningKey) this.options.onReasoningKey?.(key);
    this.hasReasoningKey = true;
    this.reasoningKey = key;
    this.reasoning.push(text);
  }

  private flush(): void {
    this.reasoning.end();
    this.content.end();
    this.leaked.end();
    if (this.leaked.isClean === false) this.options.onContent?.(false);
  }

  private finish(): "stop" | "length" | "tool-calls" | "cut-off" {
    const { finishReason, isDone, slots } = this;
    if (finishReason === "length" || finishReason === "max_tokens") return "length";
    // SGLang says "abort" when it gave up on the request.
    if (finishReason === "abort" || (finishReason === undefined && !isDone)) return "cut-off";
    return slots.count > 0 ? "tool-calls" : "stop";
  }

  private tellNotices(reason: "stop" | "length" | "tool-calls" | "cut-off"): void {
    const { writer, slots, leaked } = this;
    if (leaked.found) {
      writer.notice("reasoning-in-answer", "The reasoning came inside the answer and was moved out of it.");
    }
    if (writer.reasoningBecameText) {
      writer.notice(
        "reasoning-as-answer",
        "The answer came in the reasoning field; it is shown as the answer.",
      );
    }
    if (slots.recovered > 0 || slots.repaired > 0) {
      const { recovered, repaired } = slots;
      const message =
        recovered > 0
          ? "Tool calls came as raw text and were read from there."
          : "The arguments of a tool call were broken and were repaired.";
      writer.notice("tool-calls-recovered", message, { recovered, repaired });
    }
    if (reason === "length") {
      const isThinking = writer.hasReasoning && !writer.hasText && slots.count === 0;
      const message = isThinking
        ? "The output limit was reached while thinking, before the answer began."
        : "The output limit was reached before the answer was complete.";
      writer.notice("length", message, { while: isThinking ? "thinking" : "answering" });
    }
    if (reason === "cut-off") writer.notice("cut-off", "The stream ended before the answer was complete.");
    if (reason === "stop" && !writer.hasText) {
      const message = writer.hasReasoning
        ? "The model thought but gave no answer."
        : "The model answered with nothing at all.";
      writer.notice("empty-answer", message);
    }
  }
}

/** Content as a list of parts, as some gateways send it. */
function textOf(content: readonly unknown[]): string {
  return content
    .map((part) => (typeof part === "string" ? part : asObject(part)?.text))
    .filter((text) => typeof text === "string")
    .join("");
}
