import { eventStreamHeaders } from "@/lib/server/http/event-stream";
import { readEventNumber } from "@/lib/server/http/read-event-number";
import { viewTurn } from "@/lib/server/turn/view-turn";
import { route } from "../../../context";

export const dynamic = "force-dynamic";

export const GET = route(async (request, ctx, { turnId = "" }) => {
  const events = await viewTurn({ ctx, input: { turnId, after: readEventNumber(request) } });
  return new Response(events, { headers: eventStreamHeaders });
});
