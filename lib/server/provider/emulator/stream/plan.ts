import "server-only";
import type { Reply } from "../reply";
import type { FinishReason, Json, Piece, TokenUsage, ToolCallDelta, VendorWire } from "../wire/vendor-wire";
import { countTokens, tokenize } from "./tokens";

/** A chunk written as it is, for wires that break their own rules. */
export type RawChunk = { raw: Json; tokens: 0 };

/** Everything an answer will put on the wire, in order, and how it ends. */
export type Plan = {
  /** The model the answer says it comes from. */
  model: string;
  items: (Piece | RawChunk)[];
  /** Null: none is ever sent. */
  finish: FinishReason | null;
  finishOn: VendorWire["finishOn"];
  /** Null: none is ever sent. */
  usage: TokenUsage | null;
  /** `done` with `[DONE]`; `cut` the body ends; `reset` the connection breaks; `silence` until the client goes. */
  end: "done" | "cut" | "reset" | "silence";
  tokensPerSecond?: number;
  firstTokenMs?: number;
};

/** What a call costs beside its arguments: its markers, name and id. */
const callOverheadTokens = 4;

export function reasoningPieces(text: string): Piece[] {
  return tokenize(text).map((token) => ({ reasoning: token, tokens: 1 }));
}

export function textPieces(text: string): Piece[] {
  return tokenize(text).map((token) => ({ text: token, tokens: 1 }));
}

/** The pieces of the calls, fragmented and ordered as the wire does. @param firstIndex calls made before, for the ids */
export function callPieces(calls: Reply["toolCalls"], wire: VendorWire, firstIndex: number): Piece[] {
  const each = calls.map((call, index) => {
    const start: ToolCallDelta = {
      index,
      id: wire.toolCallId(call.toolName, firstIndex + index),
      toolName: call.toolName,
      arguments: "",
    };
    if (wire.toolCalls === "whole") {
      const tokens = callOverheadTokens + countTokens(call.arguments);
      return [{ toolCalls: [{ ...start, arguments: call.arguments }], tokens }];
    }
    const rest = tokenize(call.arguments).map((text) => ({
      toolCalls: [{ index, arguments: text }],
      tokens: 1,
    }));
    return [{ toolCalls: [start], tokens: callOverheadTokens }, ...rest];
  });
  if (wire.toolCalls !== "interleaved") return each.flat();
  const longest = Math.max(0, ...each.map((pieces) => pieces.length));
  return Array.from({ length: longest }, (_, step) => each.flatMap((pieces) => pieces[step] ?? [])).flat();
}

/** Reasoning, then text, then calls; on wires that mix the seam its two pieces are one. */
export function piecesOf(reply: Reply, wire: VendorWire, firstIndex: number): Piece[] {
  const reasoning = reasoningPieces(reply.reasoning);
  const text = textPieces(reply.text);
  const last = reasoning.at(-1);
  const first = text[0];
  const calls = callPieces(reply.toolCalls, wire, firstIndex);
  if (!wire.mixesSeam || !last || !first) return [...reasoning, ...text, ...calls];
  const seam = { ...last, ...first, tokens: last.tokens + first.tokens };
  return [...reasoning.slice(0, -1), seam, ...text.slice(1), ...calls];
}

/** As much as the output limit allows; reasoning, text and calls share it. */
export function withinLimit<T extends { tokens: number }>(items: T[], limit: number): T[] {
  let total = 0;
  const end = items.findIndex((item) => {
    total += item.tokens;
    return total > limit;
  });
  return end < 0 ? items : items.slice(0, end);
}

/** The text up to the first stop sequence in it; undefined when there is none. */
export function beforeStop(text: string, stops: readonly string[]): string | undefined {
  const at = stops.filter(Boolean).flatMap((stop) => {
    const index = text.indexOf(stop);
    return index < 0 ? [] : [index];
  });
  return at.length > 0 ? text.slice(0, Math.min(...at)) : undefined;
}

/** What the pieces cost. The pieces of a seam count as one of each. */
export function outputTokens(pieces: readonly (Piece | RawChunk)[]): {
  completion: number;
  reasoning: number;
} {
  let completion = 0;
  let reasoning = 0;
  for (const piece of pieces) {
    completion += piece.tokens;
    if (!("raw" in piece) && piece.reasoning !== undefined)
      reasoning += piece.text === undefined ? piece.tokens : 1;
  }
  return { completion, reasoning };
}

/** Puts neighbours of one kind together, up to so many tokens: fewer, larger chunks for full speed. */
export function coarser(items: Plan["items"], tokens: number): Plan["items"] {
  const joined: Plan["items"] = [];
  for (const item of items) {
    const last = joined.at(-1);
    const both = last && last.tokens + item.tokens <= tokens ? joinedPiece(last, item) : undefined;
    if (both) joined[joined.length - 1] = both;
    else joined.push(item);
  }
  return joined;
}

function joinedPiece(one: Piece | RawChunk, two: Piece | RawChunk): Piece | undefined {
  if ("raw" in one || "raw" in two) return undefined;
  const tokens = one.tokens + two.tokens;
  if (isOnly(one, "reasoning") && isOnly(two, "reasoning")) {
    return { reasoning: `${one.reasoning}${two.reasoning}`, tokens };
  }
  if (isOnly(one, "text") && isOnly(two, "text")) return { text: `${one.text}${two.text}`, tokens };
  return undefined;
}

function isOnly(piece: Piece, kind: "reasoning" | "text"): boolean {
  return Object.keys(piece).length === 2 && piece[kind] !== undefined;
}
