import "server-only";
import { z } from "zod";

const id = z.string().min(1).max(64);
const name = z.string().min(1).max(200);

const part = z.discriminatedUnion("type", [
  z.object({ type: z.literal("text"), text: z.string().max(1_000_000) }),
  z.object({
    type: z.enum(["image", "video"]),
    blob: z.string().regex(/^[0-9a-f]{64}$/, "must be the SHA-256 of a stored blob, in lower-case hex"),
    name: z.string().max(255).optional(),
  }),
]);

const how = {
  provider: name.optional(),
  model: name.optional(),
  thinking: z.boolean().optional(),
  system: z.string().max(100_000).optional(),
  maxOutputTokens: z.int().min(1).max(1_000_000).optional(),
};

/** The three bodies of `POST /api/turns`, see docs/http-api.md. */
export const startTurnInput = z.union([
  z.object({ conversationId: id, regenerate: id, ...how }).strict(),
  z.object({ conversationId: id, continue: id, ...how }).strict(),
  z
    .object({
      conversationId: id.optional(),
      parentId: id.nullable().optional(),
      parts: z.array(part).min(1, "must hold at least one part").max(64, "must hold at most 64 parts"),
      ...how,
    })
    .strict()
    .refine((body) => body.parts.some((one) => one.type !== "text" || one.text.trim() !== ""), {
      path: ["parts"],
      message: "must hold some text or a picture",
    }),
]);

export type StartTurnInput = z.infer<typeof startTurnInput>;
