import "server-only";
import type { Part } from "@/lib/core/message/part";
import type { StreamEvent } from "@/lib/core/message/stream-event";
import type { ChatEvent } from "../provider/chat-provider";

type OpenPart = { kind: "text" | "reasoning"; part: number; length: number };
type OpenCall = { part: number; length: number };

export type PartWriter = {
  /** The events of one network read, as events of the message: deltas that follow each other are one. */
  write: (events: readonly ChatEvent[]) => StreamEvent[];
  /** Closes what is open; to be called when a model call is over, however it ended. */
  close: () => StreamEvent[];
  /** An event of the turn's own, as the message's next part. */
  append: (event: AppendedEvent) => StreamEvent[];
};

type Unplaced<E> = E extends { part: number } ? Omit<E, "part"> : never;
export type AppendedEvent = Unplaced<Extract<StreamEvent, { type: "notice" | "error" | "tool-result" }>>;

/**
 * Gives what a model call yields its place in the message: which part, and where in the part's text.
 * @param parts what the message already has
 * @param options.continueText answer text goes on in the message's last text part, when it comes before anything else
 */
export function createPartWriter(
  parts: readonly Part[],
  { clock, newId, continueText }: { clock: () => number; newId: () => string; continueText: boolean },
): PartWriter {
  let next = parts.length;
  let open: OpenPart | undefined;
  let toContinue = continueText ? lastText(parts) : undefined;
  let details: unknown[] | undefined;
  const calls = new Map<number, OpenCall>();

  const close = (into: StreamEvent[]) => {
    if (!open) return;
    const { part, kind } = open;
    open = undefined;
    if (kind === "text") into.push({ type: "text-end", part, at: clock() });
    else into.push({ type: "reasoning-end", part, at: clock(), ...(details && { details }) });
    details = undefined;
  };

  const opened = (kind: OpenPart["kind"], event: ChatEvent, into: StreamEvent[]): OpenPart => {
    if (open?.kind === kind) return open;
    close(into);
    if (kind === "text" && toContinue) {
      open = toContinue;
      into.push({ type: "text-start", part: open.part, at: clock() });
    } else {
      open = { kind, part: next++, length: 0 };
      const key = event.type === "reasoning-delta" ? { key: event.key } : {};
      into.push(
        kind === "text"
          ? { type: "text-start", part: open.part, at: clock() }
          : { type: "reasoning-start", part: open.part, at: clock(), ...key },
      );
    }
    toContinue = undefined;
    return open;
  };

  const delta = (kind: OpenPart["kind"], event: ChatEvent, text: string, into: StreamEvent[]) => {
    const target = opened(kind, event, into);
    const last = into.at(-1);
    const type = `${kind}-delta` as const;
    if (last?.type === type && last.part === target.part) last.text += text;
    else into.push({ type, part: target.part, offset: target.length, text });
    target.length += text.length;
  };

  const call = (event: Extract<ChatEvent, { slot: number }>, into: StreamEvent[]) => {
    if (event.type === "tool-call-start") {
      close(into);
      const { slot, wireId, toolName } = event;
      calls.set(slot, { part: next, length: 0 });
      into.push({ type: "tool-call-start", part: next++, callId: newId(), wireId, toolName });
      return;
    }
    const known = calls.get(event.slot);
    if (!known) throw new Error(`A ${event.type} came for slot ${event.slot}, which has no start.`);
    if (event.type === "tool-call-end") {
      into.push({ type: "tool-call-end", part: known.part, arguments: event.arguments });
      return;
    }
    into.push({ type: "tool-call-delta", part: known.part, offset: known.length, text: event.text });
    known.length += event.text.length;
  };

  const append = (
    event: AppendedEvent | Unplaced<Extract<StreamEvent, { type: "usage" }>>,
    into: StreamEvent[],
  ) => {
    close(into);
    into.push({ ...event, part: next++ } as StreamEvent);
  };

  const write = (event: ChatEvent, into: StreamEvent[]) => {
    switch (event.type) {
      case "text-delta":
        if (event.text !== "") delta("text", event, event.text, into);
        return;
      case "reasoning-delta":
        delta("reasoning", event, event.text, into);
        return;
      case "reasoning-details":
        details = event.details;
        return;
      case "tool-call-start":
      case "tool-call-delta":
      case "tool-call-end":
        call(event, into);
        return;
      case "usage":
        append({ type: "usage", ...event.usage }, into);
        return;
      case "notice":
        append(event, into);
        return;
      case "retry":
        into.push(event);
        return;
      case "finish":
        close(into);
    }
  };

  return {
    write: (events) => {
      const into: StreamEvent[] = [];
      for (const event of events) write(event, into);
      return into;
    },
    close: () => {
      const into: StreamEvent[] = [];
      close(into);
      return into;
    },
    append: (event) => {
      const into: StreamEvent[] = [];
      append(event, into);
      return into;
    },
  };
}

function lastText(parts: readonly Part[]): OpenPart | undefined {
  const part = parts.findLastIndex((one) => one.type === "text");
  const found = parts[part];
  return found?.type === "text" ? { kind: "text", part, length: found.text.length } : undefined;
}
