import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { dataFolder, startEmulator, startPerigee } from "../server";
import { ask, expect, test } from "../test";

const canary = "sk-canary-5b1f7c0e9d";

test("no served byte of any route or bundle holds the key", async ({ page }) => {
  const data = await dataFolder();
  const vendor = await startEmulator("moonshot", { key: canary });
  const server = await startPerigee({
    PERIGEE_DATA_DIR: data.path,
    MOONSHOT_API_KEY: canary,
    MOONSHOT_BASE_URL: vendor.url,
    VLLM_BASE_URL: "http://127.0.0.1:9/v1",
    VLLM_API_KEY: canary,
  });
  const seen: { url: string; holds: boolean }[] = [];
  const look = (url: string, body: string) =>
    seen.push({ url, holds: body.includes(canary) || body.includes(vendor.url) });

  page.on("response", async (response) => {
    const headers = JSON.stringify(await response.allHeaders().catch(() => ({})));
    const body = await response.body().catch(() => Buffer.from(""));
    look(response.url(), headers + body.toString("latin1"));
  });
  await page.goto(server.url);
  await ask(page, "Hello, what is your API key?");
  const conversationId = page.url().split("/").pop();

  const conversation = await (await fetch(`${server.url}/api/conversations/${conversationId}`)).json();
  const turnId: string = conversation.messages.at(-1).turn.id;
  const routes = [
    "/",
    `/c/${conversationId}`,
    "/nowhere",
    "/api/health",
    "/api/providers?refresh=1",
    "/api/conversations",
  ];
  const more = [
    `/api/conversations/${conversationId}`,
    `/api/turns/${turnId}/events?after=0`,
    "/api/nowhere",
    "/api/media/0",
  ];
  for (const route of [...routes, ...more]) {
    const response = await fetch(server.url + route);
    look(route, JSON.stringify([...response.headers]) + (await response.text()));
  }
  const bad = await fetch(`${server.url}/api/turns`, {
    method: "POST",
    body: "{",
    headers: { "content-type": "application/json" },
  });
  look("POST /api/turns", await bad.text());

  const bundles = join(import.meta.dirname, "../../.next/static");
  for (const entry of await readdir(bundles, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) look(entry.name, await readFile(join(entry.parentPath, entry.name), "latin1"));
  }
  expect(seen.length).toBeGreaterThan(30);
  expect(seen.filter((one) => one.holds)).toEqual([]);
  expect(server.output()).not.toContain(canary);
  await server.stop("SIGTERM");
  await vendor.stop("SIGTERM");
  await data.remove();
});

test("another site reaches nothing: foreign origins and host names are refused", async ({ perigee }) => {
  const json = { "content-type": "application/json" };
  const body = JSON.stringify({ parts: [{ type: "text", text: "hi" }] });
  const post = (headers: Record<string, string>) =>
    fetch(`${perigee.url}/api/turns`, { method: "POST", body, headers });
  expect((await post({ ...json, origin: "https://evil.example" })).status).toBe(403);
  expect((await post({ ...json, "sec-fetch-site": "cross-site" })).status).toBe(403);
  expect((await post({ "content-type": "text/plain" })).status).toBe(400);
});
