import { describe, expect, it } from "vitest";
import { serveBytes } from "./serve-bytes";

const bytes = new TextEncoder().encode("0123456789");
const etag = "a".repeat(64);

function serve(headers: Record<string, string> = {}, method = "GET") {
  let opened = 0;
  const response = serveBytes(new Request("http://localhost/api/media/x", { method, headers }), {
    etag,
    mediaType: "image/png",
    size: bytes.length,
    stream: ({ start, end }) => {
      opened += 1;
      return new Blob([bytes.slice(start, end + 1)]).stream();
    },
  });
  return { response, opened: () => opened };
}

describe("serveBytes", () => {
  it("answers the whole, cached for good and unable to run", async () => {
    const { response } = serve();
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toEqual({
      "accept-ranges": "bytes",
      "cache-control": "private, max-age=31536000, immutable",
      "content-disposition": "inline",
      "content-security-policy": "default-src 'none'; sandbox",
      "content-type": "image/png",
      etag: `"${etag}"`,
      "x-content-type-options": "nosniff",
    });
    expect(await response.text()).toBe("0123456789");
  });

  it("answers a range, and the whole for several", async () => {
    const { response } = serve({ range: "bytes=3-5" });
    expect(response.status).toBe(206);
    expect(response.headers.get("content-range")).toBe("bytes 3-5/10");
    expect(await response.text()).toBe("345");
    expect(serve({ range: "bytes=0-1,4-5" }).response.status).toBe(200);
  });

  it("answers 206 also for a range that is everything", () => {
    expect(serve({ range: "bytes=0-" }).response.headers.get("content-range")).toBe("bytes 0-9/10");
  });

  it("says how long it is when a range lies beyond", () => {
    const { response, opened } = serve({ range: "bytes=10-" });
    expect(response.status).toBe(416);
    expect(response.headers.get("content-range")).toBe("bytes */10");
    expect(opened()).toBe(0);
  });

  it("sends no body for HEAD, and leaves its range alone", () => {
    const { response, opened } = serve({ range: "bytes=3-5" }, "HEAD");
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("image/png");
    expect(response.body).toBeNull();
    expect(opened()).toBe(0);
  });

  it.each([`"${etag}"`, `W/"${etag}"`, `"x", "${etag}"`, "*"])("answers 304 to If-None-Match %s", (tags) => {
    const { response, opened } = serve({ "if-none-match": tags, range: "bytes=0-1" });
    expect(response.status).toBe(304);
    expect(response.headers.get("cache-control")).toContain("immutable");
    expect(opened()).toBe(0);
  });

  it("answers in full when what the caller has is something else", () => {
    expect(serve({ "if-none-match": '"other"' }).response.status).toBe(200);
    expect(serve({ range: "bytes=0-1", "if-range": `"${etag}"` }).response.status).toBe(206);
    expect(serve({ range: "bytes=0-1", "if-range": '"other"' }).response.status).toBe(200);
    expect(serve({ range: "bytes=99-", "if-range": '"other"' }).response.status).toBe(200);
  });
});
