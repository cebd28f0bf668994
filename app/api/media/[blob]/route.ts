import { serveBytes } from "@/lib/server/http/serve-bytes";
import { openBlob } from "@/lib/server/media/open-blob";
import { route } from "../../context";

const serve = route<{ blob: string }>(async (request, ctx, { blob }) =>
  serveBytes(request, await openBlob({ ctx, input: { blob } })),
);

export { serve as GET, serve as HEAD };
