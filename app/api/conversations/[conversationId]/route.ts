import { z } from "zod";
import { updateConversation } from "@/lib/server/conversation/update-conversation";
import { readJson } from "@/lib/server/http/read-json";
import { readConversation } from "@/lib/server/turn/read-conversation";
import { removeConversation } from "@/lib/server/turn/remove-conversation";
import { route } from "../../context";

export const dynamic = "force-dynamic";

const changes = z
  .object({ title: z.string().trim().min(1).max(200).optional(), leafId: z.string().max(64).optional() })
  .strict()
  .refine((body) => body.title !== undefined || body.leafId !== undefined, "must hold a title or a leafId");

export const GET = route(async (_request, ctx, { conversationId = "" }) =>
  Response.json(await readConversation({ ctx, input: { conversationId } })),
);

export const PATCH = route(async (request, ctx, { conversationId = "" }) => {
  const input = await readJson(request, changes, { maxBytes: 10_000 });
  return Response.json(await updateConversation({ ctx, input: { conversationId, ...input } }));
});

export const DELETE = route(async (_request, ctx, { conversationId = "" }) => {
  await removeConversation({ ctx, input: { conversationId } });
  return new Response(null, { status: 204 });
});
