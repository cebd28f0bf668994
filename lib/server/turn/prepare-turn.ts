import "server-only";
import type { Message } from "@/lib/core/message/message";
import type { MediaPart, Part, TextPart } from "@/lib/core/message/part";
import { PerigeeError } from "@/lib/core/message/perigee-error";
import { notFound } from "../conversation/not-found";
import { readPath } from "../conversation/read-path";
import { titleFrom } from "../conversation/title-from";
import { findBlob } from "../media/blob-record";
import type { StartTurnInput } from "./start-turn-input";
import { stillWritten } from "./still-written";
import type { TurnContext } from "./turn-context";

/** What a turn adds to a conversation, worked out before anything is stored. */
export type PreparedTurn = {
  conversation: { id: string; isNew: boolean; title: string };
  /** Stored with the turn; undefined when it answers or continues what is there. */
  userMessage?: Message;
  userMessageId: string;
  assistantMessageId: string;
  /** The branch up to the user message, or up to the answer to go on with. */
  path: Message[];
  /** The parts of the answer to go on with; undefined for a new answer. */
  continueParts?: readonly Part[];
};

type Ctx = Pick<TurnContext, "database" | "clock" | "newId">;

/** @throws PerigeeError `not-found`, `conflict` when the message is still being written, `invalid-request`. */
export async function prepareTurn(ctx: Ctx, input: StartTurnInput): Promise<PreparedTurn> {
  if ("regenerate" in input) return await prepareAnswer(ctx, input.conversationId, input.regenerate, false);
  if ("continue" in input) return await prepareAnswer(ctx, input.conversationId, input.continue, true);
  return await prepareQuestion(ctx, input);
}

async function prepareAnswer(
  ctx: Ctx,
  conversationId: string,
  messageId: string,
  continues: boolean,
): Promise<PreparedTurn> {
  await conversationRow(ctx, conversationId);
  const path = await readPath({ ctx, input: { conversationId, messageId } });
  const answer = path.at(-1);
  const question = path.at(-2);
  if (answer?.role !== "assistant" || question?.role !== "user") {
    throw new PerigeeError(
      "invalid-request",
      `The message to ${continues ? "continue" : "regenerate"} is not an answer.`,
      "Name the id of an assistant message.",
    );
  }
  await refuseRunning(ctx, messageId);
  return {
    conversation: { id: conversationId, isNew: false, title: "" },
    userMessageId: question.id,
    assistantMessageId: continues ? answer.id : ctx.newId(),
    path: continues ? path : path.slice(0, -1),
    ...(continues && { continueParts: answer.parts }),
  };
}

async function prepareQuestion(
  ctx: Ctx,
  input: Extract<StartTurnInput, { parts: unknown }>,
): Promise<PreparedTurn> {
  const known =
    input.conversationId === undefined ? undefined : await conversationRow(ctx, input.conversationId);
  const conversationId = known?.id ?? ctx.newId();
  const parentId = input.parentId === undefined ? (known?.leafId ?? null) : input.parentId;
  const before =
    parentId === null ? [] : await readPath({ ctx, input: { conversationId, messageId: parentId } });
  if (parentId !== null) await refuseRunning(ctx, parentId);
  const parts = await storedParts(ctx, input.parts);
  const userMessage: Message = {
    id: ctx.newId(),
    conversationId,
    parentId,
    role: "user",
    parts,
    createdAt: ctx.clock(),
  };
  return {
    conversation: { id: conversationId, isNew: !known, title: titleFrom(parts) },
    userMessage,
    userMessageId: userMessage.id,
    assistantMessageId: ctx.newId(),
    path: [...before, userMessage],
  };
}

async function conversationRow(
  { database }: Ctx,
  id: string,
): Promise<{ id: string; leafId: string | null }> {
  const row = await database
    .selectFrom("conversations")
    .select(["id", "leafId"])
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row) throw notFound("conversation");
  return row;
}

async function refuseRunning({ database }: Ctx, messageId: string): Promise<void> {
  const running = await database
    .selectFrom("turns")
    .select("id")
    .where("assistantMessageId", "=", messageId)
    .where("status", "=", "running")
    .executeTakeFirst();
  if (running) throw stillWritten();
}

async function storedParts(
  { database }: Ctx,
  parts: Extract<StartTurnInput, { parts: unknown }>["parts"],
): Promise<(TextPart | MediaPart)[]> {
  return await Promise.all(
    parts.map(async (part) => {
      if (part.type === "text") return part;
      const record = await findBlob({ ctx: { database }, input: { blob: part.blob } });
      if (!record) {
        throw new PerigeeError(
          "not-found",
          "An attachment is not on this server.",
          "Upload it with PUT /api/media first, and name the blob that it answers.",
        );
      }
      if (!record.mediaType.startsWith(`${part.type}/`)) {
        throw new PerigeeError(
          "invalid-request",
          `An attachment is sent as ${part.type}, but is ${record.mediaType}.`,
          "Send it with the type that it has.",
        );
      }
      return {
        type: part.type,
        blob: part.blob,
        mediaType: record.mediaType,
        bytes: record.bytes,
        ...(record.width !== undefined && { width: record.width }),
        ...(record.height !== undefined && { height: record.height }),
        ...(part.name !== undefined && { name: part.name }),
      };
    }),
  );
}
