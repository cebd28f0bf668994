import { route } from "../context";

export const dynamic = "force-dynamic";

export const GET = route(async (request, ctx) => {
  const refresh = new URL(request.url).searchParams.get("refresh") === "1";
  const described = ctx.providers.all().map(async ({ id, dialect, label, isEmulator, listModels }) => ({
    id,
    dialect,
    label,
    isEmulator,
    ...(await listModels({ refresh })),
  }));
  return Response.json(await Promise.all(described));
});
