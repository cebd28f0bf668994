import type { Part } from "./part";
import type { NumberedEvent, StreamEvent, TurnState } from "./stream-event";

/** The state before the first event: the parts the message already had (none but when an answer is continued). */
export function startState(parts: readonly Part[] = []): TurnState {
  return { parts, seq: 0 };
}

/**
 * Folds one event into the state and returns the new one; events at or below `state.seq` change nothing, so a
 * replay may overlap. Live view, resume, reload and share all use this one function.
 * @throws Error when a delta does not follow on what is there (a gap): the caller reads again from `state.seq`.
 */
export function applyEvent(state: TurnState, { seq, event }: NumberedEvent): TurnState {
  if (seq <= state.seq) return state;
  const { retry: _over, ...rest } = state;
  switch (event.type) {
    case "turn-start":
      return { ...rest, seq };
    case "retry":
      return { ...rest, seq, retry: event };
    case "turn-end":
      return { ...rest, seq, end: event, parts: closeReasoning(state.parts, event.endedAt) };
    default:
      return { ...rest, seq, parts: applyToParts(state.parts, event) };
  }
}

type PartEvent = Extract<StreamEvent, { part: number }>;

function applyToParts(parts: readonly Part[], event: PartEvent): readonly Part[] {
  const old = parts[event.part];
  if (!old && event.part !== parts.length) {
    throw new Error(`Event ${event.type} names part ${event.part}, but the message has ${parts.length}.`);
  }
  return old ? parts.with(event.part, changed(old, event)) : [...parts, opened(event)];
}

function opened(event: PartEvent): Part {
  switch (event.type) {
    case "text-start":
      return { type: "text", text: "" };
    case "reasoning-start":
      return { type: "reasoning", text: "", startedAt: event.at, ...(event.key && { key: event.key }) };
    case "tool-call-start": {
      const { callId, wireId, toolName } = event;
      return { type: "tool-call", callId, wireId, toolName, arguments: "" };
    }
    case "tool-result":
    case "usage":
    case "notice":
    case "error": {
      const { part: _index, ...part } = event;
      return part;
    }
    default:
      throw new Error(`Event ${event.type} came before the start of part ${event.part}.`);
  }
}

function changed(part: Part, event: PartEvent): Part {
  if (event.type === "text-delta" && part.type === "text") {
    return { ...part, text: appended(part.text, event.offset, event.text) };
  }
  if (event.type === "reasoning-delta" && part.type === "reasoning") {
    return { ...part, text: appended(part.text, event.offset, event.text) };
  }
  if (event.type === "tool-call-delta" && part.type === "tool-call") {
    return { ...part, arguments: appended(part.arguments, event.offset, event.text) };
  }
  if (event.type === "tool-call-end" && part.type === "tool-call") {
    return { ...part, arguments: event.arguments };
  }
  if (event.type === "reasoning-end" && part.type === "reasoning") {
    const { at, key, details } = event;
    return { ...part, endedAt: at, ...(key && { key }), ...(details && { details }) };
  }
  // A continued answer starts its last text part again; what is there stays.
  if ((event.type === "text-start" || event.type === "text-end") && part.type === "text") return part;
  throw new Error(`Event ${event.type} does not fit part ${event.part}, which is ${part.type}.`);
}

function appended(text: string, offset: number, more: string): string {
  if (offset > text.length)
    throw new Error(`A delta starts at ${offset}, but the text ends at ${text.length}.`);
  return offset === text.length ? text + more : text + more.slice(text.length - offset);
}

function closeReasoning(parts: readonly Part[], at: number): readonly Part[] {
  const open = parts.findIndex((part) => part.type === "reasoning" && part.endedAt === undefined);
  const part = parts[open];
  return part?.type === "reasoning" ? parts.with(open, { ...part, endedAt: at }) : parts;
}
