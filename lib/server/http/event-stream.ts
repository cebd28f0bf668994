import "server-only";

/** `no-transform` keeps Next and proxies from compressing the stream, `x-accel-buffering` nginx from holding it back. */
export const eventStreamHeaders: Readonly<Record<string, string>> = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-cache, no-store, no-transform",
  "x-accel-buffering": "no",
  connection: "keep-alive",
};
