import { z } from "zod";
import { listConversations } from "@/lib/server/conversation/list-conversations";
import { readQuery } from "@/lib/server/http/read-query";
import { route } from "../context";

export const dynamic = "force-dynamic";

const query = z.object({
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const GET = route(async (request, ctx) =>
  Response.json(await listConversations({ ctx, input: readQuery(request, query) })),
);
