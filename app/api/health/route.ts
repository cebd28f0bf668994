import { route } from "../context";

export const dynamic = "force-dynamic";

export const GET = route(async (_request, ctx) => {
  await ctx.database.selectFrom("conversations").select("id").limit(1).execute();
  return Response.json({ status: "ok" });
});
