import { z } from "zod";
import { readJson } from "@/lib/server/http/read-json";
import { downscale } from "@/lib/server/media/downscale";
import { route } from "../../../context";

const pixels = z.int().min(1).max(16_384);
const input = z.object({ maxWidth: pixels, maxHeight: pixels });

export const POST = route<{ blob: string }>(async (request, ctx, { blob }) => {
  const box = await readJson(request, input, { maxBytes: 10_000 });
  const image = await downscale({ ctx, input: { blob, ...box } });
  return Response.json(image, { headers: { "cache-control": "no-store" } });
});
