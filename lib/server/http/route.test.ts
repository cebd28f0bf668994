import { describe, expect, it } from "vitest";
import type { ErrorCode } from "@/lib/core/message/part";
import { PerigeeError } from "@/lib/core/message/perigee-error";
import { createRoute } from "./route";

type Ctx = { answer: string };

function setUp(context: () => Promise<Ctx> = async () => ({ answer: "42" })) {
  const logged: string[] = [];
  let opened = 0;
  const route = createRoute<Ctx>({
    context: () => {
      opened += 1;
      return context();
    },
    isAllowedHost: (host) => host === "localhost",
    log: (text) => logged.push(text),
  });
  return { route, logged, opened: () => opened };
}

const request = (init: RequestInit = {}) =>
  new Request("http://localhost/api/x", { headers: { host: "localhost" }, ...init });
const none = { params: Promise.resolve({}) };
const throwing = (error: unknown) => async () => {
  throw error;
};

describe("createRoute", () => {
  it("gives the handler the context and the parameters", async () => {
    const { route } = setUp();
    const GET = route<{ id: string }>(async (_request, ctx, { id }) => Response.json([ctx.answer, id]));
    const response = await GET(request(), { params: Promise.resolve({ id: "7" }) });
    expect(await response.json()).toEqual(["42", "7"]);
  });

  it("opens nothing for a request that the guard refuses", async () => {
    const { route, opened, logged } = setUp();
    const GET = route(() => new Response("reached"));
    const response = await GET(request({ headers: { host: "evil.example" } }), none);
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ error: { code: "forbidden" } });
    expect([opened(), logged]).toEqual([0, []]);
  });

  it.each<[ErrorCode, number]>([
    ["invalid-request", 400],
    ["corrupt-media", 400],
    ["not-found", 404],
    ["conflict", 409],
    ["too-large", 413],
    ["unsupported-media", 415],
    ["rate-limit", 429],
    ["internal", 500],
    ["auth", 502],
    ["timeout", 504],
  ])("maps %s to %d, with its sentences", async (code, status) => {
    const { route, logged } = setUp();
    const error = new PerigeeError(code, "What.", "What to do.", { data: { limit: 1 }, detail: "raw body" });
    const response = await route(throwing(error))(request(), none);
    expect(response.status).toBe(status);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.json()).toEqual({
      error: { code, message: "What.", hint: "What to do.", data: { limit: 1 } },
    });
    expect(logged).toEqual([]);
  });

  it("tells what nobody foresaw by a number only, which the log has too", async () => {
    const { route, logged } = setUp();
    const error = new Error("disk on fire", { cause: new Error("connect postgres://me:hunter2@db/x") });
    const response = await route(throwing(error))(request(), none);
    expect(response.status).toBe(500);
    const body = await response.json();
    const id: string = body.error.data.id;
    expect(body.error.code).toBe("internal");
    expect(body.error.message).toContain(id);
    expect(JSON.stringify(body)).not.toMatch(/fire|hunter2/);
    expect(logged).toHaveLength(1);
    expect(logged[0]).toContain(id);
    expect(logged[0]).toContain("disk on fire");
    expect(logged[0]).not.toContain("hunter2");
  });

  it.each(["text", undefined, null, 7, Object.create(null)])(
    "survives a handler that throws %j",
    async (thrown) => {
      const { route, logged } = setUp();
      expect((await route(throwing(thrown))(request(), none)).status).toBe(500);
      expect(logged).toHaveLength(1);
    },
  );

  it("answers when the context cannot be opened, and tries again at the next request", async () => {
    let isBroken = true;
    const { route } = setUp(async () => {
      if (isBroken) throw new PerigeeError("conflict", "In use.", "Stop the other.");
      return { answer: "open" };
    });
    const GET = route((_request, ctx) => new Response(ctx.answer));
    expect((await GET(request(), none)).status).toBe(409);
    isBroken = false;
    expect(await (await GET(request(), none)).text()).toBe("open");
  });

  it("does not log a caller that went away", async () => {
    const { route, logged } = setUp();
    const gone = AbortSignal.abort();
    const response = await route(throwing(gone.reason))(request({ signal: gone }), none);
    expect(response.status).toBe(499);
    expect(logged).toEqual([]);
  });
});
