import { after } from "next/server";
import { eventStreamHeaders } from "@/lib/server/http/event-stream";
import { readJson } from "@/lib/server/http/read-json";
import { startTurn } from "@/lib/server/turn/start-turn";
import { startTurnInput } from "@/lib/server/turn/start-turn-input";
import { viewTurn } from "@/lib/server/turn/view-turn";
import { route } from "../context";

export const dynamic = "force-dynamic";

const mostBytes = 8_000_000;

export const POST = route(async (request, ctx) => {
  const input = await readJson(request, startTurnInput, { maxBytes: mostBytes });
  const { turnId, finished } = await startTurn({ ctx, input });
  // A server that is asked to end waits for its turns.
  after(() => finished);
  const events = await viewTurn({ ctx, input: { turnId, after: 0 } });
  return new Response(events, { headers: eventStreamHeaders });
});
