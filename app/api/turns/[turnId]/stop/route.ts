import { stopTurn } from "@/lib/server/turn/stop-turn";
import { route } from "../../../context";

export const dynamic = "force-dynamic";

export const POST = route(async (_request, ctx, { turnId = "" }) =>
  Response.json({ stopped: await stopTurn({ ctx, input: { turnId } }) }),
);
