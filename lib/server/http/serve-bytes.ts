import "server-only";
import { parseByteRange } from "./byte-range";

/** Bytes that never change under their address. `size` in bytes; `stream` takes both ends inclusive. */
export type ImmutableBytes = {
  etag: string;
  mediaType: string;
  size: number;
  stream: (range: { start: number; end: number }) => ReadableStream<Uint8Array>;
};

/**
 * Answers GET or HEAD for bytes that somebody else made: cached for good, in ranges, and unable to run as a page.
 * Next takes `content-length` off every route's answer, and sends a policy of its configuration instead of ours, so
 * `next.config.ts` names the same one.
 */
export function serveBytes(request: Request, { etag, mediaType, size, stream }: ImmutableBytes): Response {
  const tag = `"${etag}"`;
  const headers = new Headers({
    "accept-ranges": "bytes",
    "cache-control": "private, max-age=31536000, immutable",
    "content-disposition": "inline",
    "content-security-policy": "default-src 'none'; sandbox",
    etag: tag,
    "x-content-type-options": "nosniff",
  });
  if (names(request.headers.get("if-none-match"), tag)) return new Response(null, { status: 304, headers });
  headers.set("content-type", mediaType);
  const range = parseByteRange(rangeHeader(request, tag), size);
  if (range === "unsatisfiable") {
    headers.delete("content-type");
    headers.set("content-range", `bytes */${size}`);
    return new Response(null, { status: 416, headers });
  }
  if (range) headers.set("content-range", `bytes ${range.start}-${range.end}/${size}`);
  const { start, end } = range ?? { start: 0, end: size - 1 };
  const body = request.method === "HEAD" ? null : stream({ start, end });
  return new Response(body, { status: range ? 206 : 200, headers });
}

/** Ranges are defined for GET alone; with `If-Range` they hold only for the same bytes. */
function rangeHeader({ method, headers }: Request, tag: string): string | null {
  const condition = headers.get("if-range");
  const applies = method === "GET" && (condition === null || condition === tag);
  return applies ? headers.get("range") : null;
}

function names(ifNoneMatch: string | null, tag: string): boolean {
  const tags = ifNoneMatch?.split(",").map((one) => one.trim().replace(/^W\//, ""));
  return tags !== undefined && (tags.includes(tag) || tags.includes("*"));
}
