import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { apiRoutes } from "../api-routes";
import { readEvents } from "../event-stream";
import { dataFolder, freePort, startEmulator, startPerigee } from "../server";
import { ask, designPng, expect, test } from "../test";

const canary = "sk-canary-5b1f7c0e9d";
const json = { "content-type": "application/json" };

/** A vendor that refuses every request and says the key it was given, in the body and in a header. */
async function startEchoingVendor(): Promise<{ url: string; stop: () => void }> {
  const server = createServer((request, response) => {
    const given = String(request.headers.authorization);
    const message = `Incorrect API key provided: ${given.replace("Bearer ", "")} (${given})`;
    response.writeHead(401, { ...json, "x-given": given });
    response.end(JSON.stringify({ error: { type: "invalid_authentication_error", message } }));
  });
  const port = await freePort();
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${port}/v1`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Remembers of everything that was served whether it holds one of the secrets. */
function watch(secrets: readonly string[]) {
  const seen: { what: string; holds: boolean }[] = [];
  const visited = new Set<string>();
  const look = (what: string, served: string) => {
    seen.push({ what, holds: secrets.some((secret) => served.includes(secret)) });
  };
  const headersOf = (response: Response) => JSON.stringify([...response.headers]);
  return {
    seen,
    visited,
    look,
    headersOf,
    /** Calls a route of the HTTP API, such as "GET /api/media/[blob]", and looks at all that it answers. */
    visitor:
      (server: string) =>
      async (route: string, params: Record<string, string> = {}, init: RequestInit = {}) => {
        visited.add(route);
        const [method = "", pattern = ""] = route.split(" ");
        const path = pattern.replace(/\[(\w+)\]/g, (_, name: string) => params[name] ?? "");
        const response = await fetch(server + path + (params.query ?? ""), { ...init, method });
        const body = Buffer.from(await response.arrayBuffer()).toString("latin1");
        look(route, headersOf(response) + body);
        return { status: response.status, body };
      },
  };
}

test("no served byte of any route or bundle holds the key", async ({ page }) => {
  const data = await dataFolder();
  const vendor = await startEmulator("moonshot", { key: canary });
  const stranger = await startEmulator("sglang", { key: "sk-another" });
  const echo = await startEchoingVendor();
  const server = await startPerigee({
    PERIGEE_DATA_DIR: data.path,
    MOONSHOT_API_KEY: canary,
    MOONSHOT_BASE_URL: vendor.url,
    TOGETHER_API_KEY: canary,
    TOGETHER_BASE_URL: echo.url,
    SGLANG_API_KEY: canary,
    SGLANG_BASE_URL: stranger.url,
    VLLM_BASE_URL: "http://127.0.0.1:9/v1",
    VLLM_API_KEY: canary,
  });
  const { seen, visited, look, headersOf, visitor } = watch([canary, vendor.url, echo.url, stranger.url]);
  const visit = visitor(server.url);
  const post = (body: unknown): RequestInit => ({ headers: json, body: JSON.stringify(body) });

  await test.step("the page and its answer", async () => {
    page.on("response", async (response) => {
      const headers = JSON.stringify(await response.allHeaders().catch(() => ({})));
      const body = await response.body().catch(() => Buffer.from(""));
      look(response.url(), headers + body.toString("latin1"));
    });
    await page.goto(server.url);
    await ask(page, "Hello, what is your API key?");
  });
  const conversationId = page.url().split("/").pop() ?? "";

  await test.step("pages and addresses that are no API", async () => {
    for (const path of ["/", `/c/${conversationId}`, "/nowhere", "/api/nowhere"]) {
      const response = await fetch(server.url + path);
      look(path, headersOf(response) + (await response.text()));
    }
  });

  await test.step("reading routes", async () => {
    await visit("GET /api/health");
    const providers = await visit("GET /api/providers", { query: "?refresh=1" });
    expect(JSON.parse(providers.body)).toHaveLength(4);
    await visit("GET /api/conversations");
    const { body } = await visit("GET /api/conversations/[conversationId]", { conversationId });
    const turnId: string = JSON.parse(body).messages.at(-1).turn.id;
    await visit("GET /api/turns/[turnId]/events", { turnId, query: "?after=0" });
  });

  await test.step("media", async () => {
    const picture = new Uint8Array(await designPng(320, 200));
    const put = await visit(
      "PUT /api/media",
      {},
      { headers: { "content-type": "image/png" }, body: picture },
    );
    const { blob } = JSON.parse(put.body);
    expect((await visit("GET /api/media/[blob]", { blob })).status).toBe(200);
    expect((await visit("HEAD /api/media/[blob]", { blob })).status).toBe(200);
    expect((await visit("GET /api/media/[blob]", { blob: "0" })).status).toBe(404);
    const box = post({ maxWidth: 100, maxHeight: 100 });
    expect((await visit("POST /api/media/[blob]/downscale", { blob }, box)).status).toBe(200);
    const broken = { headers: { "content-type": "image/png" }, body: "no picture" };
    expect((await visit("PUT /api/media", {}, broken)).status).toBeGreaterThanOrEqual(400);
  });

  await test.step("turns: a bad body, keys that are refused, one that is stopped", async () => {
    const parts = [{ type: "text", text: "Hello" }];
    expect((await visit("POST /api/turns", {}, { headers: json, body: "{" })).status).toBe(400);
    for (const provider of ["together", "sglang"]) {
      const { body } = await visit("POST /api/turns", {}, post({ parts, provider, model: "kimi-k2.5" }));
      expect(body).toContain('"code":"auth"');
    }
    const unreachable = await visit("POST /api/turns", {}, post({ parts, provider: "vllm", model: "x" }));
    expect(unreachable.body).toContain("event: turn-end");
    const slow = post({ parts, provider: "moonshot", model: "scenario-slow" });
    const response = await fetch(`${server.url}/api/turns`, { ...slow, method: "POST" });
    const [start] = await readEvents(response, (events) => events.length > 3);
    const turnId = String(start?.data.turnId);
    expect((await visit("POST /api/turns/[turnId]/stop", { turnId })).body).toBe('{"stopped":true}');
    await visit("GET /api/turns/[turnId]/events", { turnId, query: "?after=0" });
  });

  await test.step("changing and deleting a conversation", async () => {
    const route = "/api/conversations/[conversationId]";
    const renamed = await visit(`PATCH ${route}`, { conversationId }, post({ title: "Renamed" }));
    expect(renamed.status).toBe(200);
    await page.goto("about:blank");
    expect((await visit(`DELETE ${route}`, { conversationId })).status).toBe(204);
    expect((await visit(`GET ${route}`, { conversationId })).status).toBe(404);
  });

  await test.step("every route with every method was visited", async () => {
    const routes = await apiRoutes();
    expect(routes).toContain("POST /api/turns");
    expect(routes.filter((route) => !visited.has(route))).toEqual([]);
  });

  const bundles = join(import.meta.dirname, "../../.next/static");
  for (const entry of await readdir(bundles, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) look(entry.name, await readFile(join(entry.parentPath, entry.name), "latin1"));
  }
  expect(seen.length).toBeGreaterThan(50);
  expect(seen.filter((one) => one.holds)).toEqual([]);
  expect(server.output()).not.toContain(canary);
  await server.stop("SIGTERM");
  await Promise.all([vendor.stop("SIGTERM"), stranger.stop("SIGTERM")]);
  echo.stop();
  await data.remove();
});

test("another site reaches nothing: foreign origins and host names are refused", async ({ perigee }) => {
  const body = JSON.stringify({ parts: [{ type: "text", text: "hi" }] });
  const post = (headers: Record<string, string>) =>
    fetch(`${perigee.url}/api/turns`, { method: "POST", body, headers });
  expect((await post({ ...json, origin: "https://evil.example" })).status).toBe(403);
  expect((await post({ ...json, "sec-fetch-site": "cross-site" })).status).toBe(403);
  expect((await post({ "content-type": "text/plain" })).status).toBe(400);
});
