import { acceptImage } from "@/lib/server/media/accept-image";
import { route } from "../context";

export const PUT = route(async (request, ctx) => {
  const image = await acceptImage({
    ctx,
    input: {
      body: request.body ?? new Uint8Array(),
      declaredType: request.headers.get("content-type") ?? undefined,
    },
  });
  return Response.json(image, { headers: { "cache-control": "no-store" } });
});
