import "server-only";
import type { Selectable } from "kysely";
import type { Message, TurnSummary } from "@/lib/core/message/message";
import type { Part } from "@/lib/core/message/part";
import type { TurnEndReason } from "@/lib/core/message/stream-event";
import type { Tables } from "../database/schema";

/** A stored message, with the turn that wrote it last. */
export function messageOf(row: Selectable<Tables["messages"]>, turn?: Selectable<Tables["turns"]>): Message {
  const { id, conversationId, parentId, role, createdAt } = row;
  return {
    id,
    conversationId,
    parentId,
    role,
    parts: partsOf(row.parts),
    createdAt,
    ...(turn && { turn: turnSummaryOf(turn) }),
  };
}

/** The parts column; only this server writes it, from the same type. */
export function partsOf(json: string): Part[] {
  return JSON.parse(json) as Part[];
}

export function turnSummaryOf(row: Selectable<Tables["turns"]>): TurnSummary {
  const { id, status, provider, model, startedAt, seq } = row;
  return {
    id,
    status,
    provider,
    model,
    startedAt,
    seq,
    thinking: row.thinking === 1,
    // The column holds only what a turn-end event carried.
    ...(row.reason !== null && { reason: row.reason as TurnEndReason }),
    ...(row.firstTokenAt !== null && { firstTokenAt: row.firstTokenAt }),
    ...(row.endedAt !== null && { endedAt: row.endedAt }),
  };
}
