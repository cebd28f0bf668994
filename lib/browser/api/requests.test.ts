import { afterEach, describe, expect, it, vi } from "vitest";
import { deleteConversation, downscaleMedia, patchConversation, stopTurn, uploadMedia } from "./requests";

afterEach(() => vi.unstubAllGlobals());

function answerWith(response: () => Response | Promise<Response>) {
  const fetched = vi.fn(async (_path: string, _init?: RequestInit) => response());
  vi.stubGlobal("fetch", fetched);
  return fetched;
}

describe("requests", () => {
  it("name their routes and bodies", async () => {
    const fetched = answerWith(() => Response.json({ stopped: true }));
    await patchConversation("a/b", { title: "New" });
    await deleteConversation("c");
    await downscaleMedia("ff", { maxWidth: 3, maxHeight: 2 });
    expect(await stopTurn("t")).toBe(true);
    expect(fetched.mock.calls.map(([path, init]) => [init?.method, path, init?.body])).toEqual([
      ["PATCH", "/api/conversations/a%2Fb", '{"title":"New"}'],
      ["DELETE", "/api/conversations/c", undefined],
      ["POST", "/api/media/ff/downscale", '{"maxWidth":3,"maxHeight":2}'],
      ["POST", "/api/turns/t/stop", "{}"],
    ]);
  });

  it("fail with what the server says", async () => {
    const error = {
      code: "not-found",
      message: "There is none.",
      hint: "Look.",
      data: { limit: 3, odd: {} },
    };
    answerWith(() => Response.json({ error }, { status: 404 }));
    await expect(deleteConversation("c")).rejects.toMatchObject({
      name: "ApiError",
      code: "not-found",
      message: "There is none.",
      hint: "Look.",
      status: 404,
      data: { limit: 3 },
    });
  });

  it.each([
    ["a proxy's page", () => new Response("<h1>Bad gateway</h1>", { status: 502 }), "server", 502],
    [
      "a code nobody knows",
      () => Response.json({ error: { code: "x", message: "y" } }, { status: 400 }),
      "protocol",
      400,
    ],
    ["no JSON", () => new Response("ok"), "protocol", 200],
    ["no connection", () => Promise.reject(new TypeError("Failed to fetch")), "network", 0],
  ])("fail in words for %s", async (_, response, code, status) => {
    answerWith(response);
    await expect(patchConversation("c", {})).rejects.toMatchObject({ code, status, name: "ApiError" });
  });
});

/** As much of an XMLHttpRequest as an upload uses; `finish` decides how it goes. */
class FakeRequest {
  static finish: (request: FakeRequest) => void = () => {};
  upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {};
  status = 0;
  responseText = "";
  onload?: () => void;
  onerror?: () => void;
  onabort?: () => void;
  onloadend?: () => void;
  sent: unknown[] = [];
  open(...args: string[]) {
    this.sent.push(args);
  }
  setRequestHeader(...args: string[]) {
    this.sent.push(args);
  }
  abort() {
    this.onabort?.();
  }
  send() {
    FakeRequest.finish(this);
    this.onloadend?.();
  }
}

describe("uploading", () => {
  const upload = (finish: (request: FakeRequest) => void, options = {}) => {
    FakeRequest.finish = finish;
    vi.stubGlobal("XMLHttpRequest", FakeRequest);
    return uploadMedia(new Blob(["x"], { type: "image/png" }), options);
  };
  const load = (status: number, text: string) => (request: FakeRequest) => {
    request.status = status;
    request.responseText = text;
    request.onload?.();
  };

  it("tells how far it is and answers what is stored", async () => {
    const fractions: number[] = [];
    let sent: unknown;
    const stored = await upload(
      (request) => {
        sent = request.sent;
        request.upload.onprogress?.({ loaded: 1, total: 4 });
        request.upload.onprogress?.({ loaded: 0, total: 0 });
        load(200, '{"blob":"ab","bytes":1}')(request);
      },
      { onProgress: (fraction: number) => fractions.push(fraction) },
    );
    expect(stored).toEqual({ blob: "ab", bytes: 1 });
    expect(fractions).toEqual([0.25]);
    expect(sent).toEqual([
      ["PUT", "/api/media"],
      ["content-type", "image/png"],
    ]);
  });

  it("fails as every request does", async () => {
    const refused = '{"error":{"code":"unsupported-media","message":"Not a picture.","hint":"Send a PNG."}}';
    await expect(upload(load(415, refused))).rejects.toMatchObject({
      code: "unsupported-media",
      status: 415,
    });
    await expect(upload(load(200, "<p>"))).rejects.toMatchObject({ code: "protocol" });
    await expect(upload((request) => request.onerror?.())).rejects.toMatchObject({ code: "network" });
  });

  it("ends with the signal's reason", async () => {
    const abort = new AbortController();
    const removed = upload(() => abort.abort(new Error("removed")), { signal: abort.signal });
    await expect(removed).rejects.toThrow("removed");
    await expect(upload(() => {}, { signal: abort.signal })).rejects.toThrow("removed");
  });
});
