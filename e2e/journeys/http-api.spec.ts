import { readEvents, textOf } from "../event-stream";
import type { Running } from "../server";
import { designPng, expect, test } from "../test";

const json = { "content-type": "application/json" };

function post(
  server: Running,
  path: string,
  body: unknown,
  headers: Record<string, string> = json,
): Promise<Response> {
  return fetch(server.url + path, {
    method: "POST",
    headers,
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

const say = (text: string) => ({ parts: [{ type: "text", text }] });

test.describe("the HTTP contract", () => {
  test("a turn is a numbered event stream that starts and ends as documented", async ({ perigee }) => {
    const response = await post(perigee, "/api/turns", {
      ...say("Which is larger, 9.11 or 9.9?"),
      thinking: true,
    });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toContain("text/event-stream");
    expect(response.headers.get("cache-control")).toContain("no-transform");
    expect(response.headers.get("content-encoding")).toBeNull();
    const events = await readEvents(response);
    expect(events.map((one) => one.id)).toEqual(events.map((_, index) => index + 1));
    expect(events[0]?.event).toBe("turn-start");
    expect(Object.keys(events[0]?.data ?? {})).toEqual(
      expect.arrayContaining(["turnId", "conversationId", "userMessageId", "assistantMessageId"]),
    );
    expect(events.at(-1)).toMatchObject({ event: "turn-end", data: { reason: "stop" } });
    expect(textOf(events, "reasoning-delta").length).toBeGreaterThan(10);
    expect(textOf(events, "text-delta")).toContain("9.9");
    expect(events.some((one) => one.event === "usage")).toBe(true);

    const stored = await (
      await fetch(`${perigee.url}/api/conversations/${events[0]?.data.conversationId}`)
    ).json();
    expect(stored.messages).toHaveLength(2);
    const text = stored.messages[1].parts.filter((part: { type: string }) => part.type === "text");
    expect(text.map((part: { text: string }) => part.text).join("")).toBe(textOf(events, "text-delta"));
  });

  test("thinking: false streams no reasoning", async ({ perigee }) => {
    const events = await readEvents(
      await post(perigee, "/api/turns", { ...say("Which is larger, 9.11 or 9.9?"), thinking: false }),
    );
    expect(textOf(events, "reasoning-delta")).toBe("");
    expect(textOf(events, "text-delta")).toContain("9.9");
  });

  test("any cut point replays to the same text, by header and by query", async ({ perigee }) => {
    const whole = await readEvents(
      await post(perigee, "/api/turns", {
        ...say("Write a function that reverses a string"),
        thinking: true,
      }),
    );
    const turn = whole[0]?.data.turnId;
    const full = textOf(whole, "text-delta");
    for (const cut of [0, 1, 2, Math.floor(whole.length / 2), whole.length - 1, whole.length]) {
      const seen = whole.filter((one) => one.id <= cut);
      const byQuery = await readEvents(await fetch(`${perigee.url}/api/turns/${turn}/events?after=${cut}`));
      const byHeader = await readEvents(
        await fetch(`${perigee.url}/api/turns/${turn}/events`, { headers: { "last-event-id": String(cut) } }),
      );
      expect(textOf([...seen, ...byQuery], "text-delta")).toBe(full);
      expect(byHeader).toEqual(byQuery);
    }
  });

  test("the turn goes on without a listener, and stop ends it", async ({ perigee }) => {
    const response = await post(perigee, "/api/turns", {
      ...say("slowly"),
      model: "scenario-slow",
      thinking: false,
    });
    const [start] = await readEvents(response, (events) => events.length > 3);
    const events = `${perigee.url}/api/turns/${start?.data.turnId}/events`;
    const later = await readEvents(
      await fetch(`${events}?after=0`),
      (seen) => textOf(seen, "text-delta").length > 20,
    );
    expect(later[0]?.event).toBe("turn-start");
    const stopped = await post(perigee, `/api/turns/${start?.data.turnId}/stop`, {});
    expect(await stopped.json()).toEqual({ stopped: true });
    const all = await readEvents(await fetch(`${events}?after=0`));
    expect(all.at(-1)).toMatchObject({ event: "turn-end", data: { reason: "stopped" } });
    expect(await (await post(perigee, `/api/turns/${start?.data.turnId}/stop`, {})).json()).toEqual({
      stopped: false,
    });
  });

  test("a bad body answers 400 with code and sentence before any stream", async ({ perigee }) => {
    const bad: unknown[] = [
      "{",
      "[]",
      {},
      { parts: [] },
      { parts: [{ type: "text" }] },
      { parts: [{ type: "audio", blob: "x" }] },
    ];
    for (const body of [...bad, { ...say("x"), thinking: "yes" }, { ...say("x"), provider: 7 }]) {
      const response = await post(perigee, "/api/turns", body);
      expect(response.status, JSON.stringify(body)).toBe(400);
      const { error } = await response.json();
      expect(error.code).toBe("invalid-request");
      expect(error.message.length).toBeGreaterThan(10);
    }
  });

  test("what is unknown answers 404", async ({ perigee }) => {
    const id = "00000000-0000-7000-8000-000000000000";
    expect((await fetch(`${perigee.url}/api/conversations/${id}`)).status).toBe(404);
    expect((await fetch(`${perigee.url}/api/conversations/${id}`, { method: "DELETE" })).status).toBe(404);
    expect((await fetch(`${perigee.url}/api/turns/${id}/events`)).status).toBe(404);
    expect((await post(perigee, `/api/turns/${id}/stop`, {})).status).toBe(404);
    expect((await fetch(`${perigee.url}/api/media/${"0".repeat(64)}`)).status).toBe(404);
    expect((await post(perigee, "/api/turns", { ...say("x"), conversationId: id })).status).toBe(404);
    const unknownBlob = { parts: [{ type: "image", blob: "0".repeat(64) }] };
    expect((await post(perigee, "/api/turns", unknownBlob)).status).toBe(404);
  });

  test("media is stored once, served in ranges, and typed by its bytes", async ({ perigee }) => {
    const png = await designPng(320, 200);
    const put = () =>
      fetch(`${perigee.url}/api/media`, {
        method: "PUT",
        headers: { "content-type": "image/jpeg" },
        body: new Uint8Array(png),
      });
    const first = await (await put()).json();
    expect(first).toMatchObject({ mediaType: "image/png", bytes: png.length, width: 320, height: 200 });
    expect(await (await put()).json()).toEqual(first);
    const whole = await fetch(`${perigee.url}/api/media/${first.blob}`);
    expect(Buffer.from(await whole.arrayBuffer()).equals(png)).toBe(true);
    expect(whole.headers.get("x-content-type-options")).toBe("nosniff");
    const part = await fetch(`${perigee.url}/api/media/${first.blob}`, { headers: { range: "bytes=8-15" } });
    expect(part.status).toBe(206);
    expect(part.headers.get("content-range")).toBe(`bytes 8-15/${png.length}`);
    expect(Buffer.from(await part.arrayBuffer()).equals(png.subarray(8, 16))).toBe(true);
    const beyond = await fetch(`${perigee.url}/api/media/${first.blob}`, {
      headers: { range: `bytes=${png.length}-` },
    });
    expect(beyond.status).toBe(416);
    for (const [body, status] of [
      ["GIF89a broken", 400],
      ["<svg xmlns='http://www.w3.org/2000/svg'/>", 415],
      ["", 400],
    ] as const) {
      const refused = await fetch(`${perigee.url}/api/media`, { method: "PUT", body });
      expect([400, 415], body).toContain(refused.status);
      expect(refused.status, body).toBe(status);
    }
  });

  test("conversations list, rename and delete", async ({ perigee }) => {
    const [start] = await readEvents(await post(perigee, "/api/turns", say("A conversation to delete")));
    const id = start?.data.conversationId;
    const list = await (await fetch(`${perigee.url}/api/conversations`)).json();
    expect(list.conversations.map((one: { id: string }) => one.id)).toContain(id);
    const renamed = await fetch(`${perigee.url}/api/conversations/${id}`, {
      method: "PATCH",
      headers: json,
      body: '{"title":"Renamed"}',
    });
    expect((await renamed.json()).title).toBe("Renamed");
    expect((await fetch(`${perigee.url}/api/conversations/${id}`, { method: "DELETE" })).status).toBe(204);
    expect((await fetch(`${perigee.url}/api/conversations/${id}`)).status).toBe(404);
  });

  test("providers and health", async ({ perigee }) => {
    expect((await fetch(`${perigee.url}/api/health`)).status).toBe(200);
    const providers = await (await fetch(`${perigee.url}/api/providers`)).json();
    expect(providers[0]).toMatchObject({ id: "emulator", dialect: "moonshot", isEmulator: true });
    expect(providers[0].models.map((model: { id: string }) => model.id)).toContain("kimi-k2.5");
    expect(JSON.stringify(providers)).not.toMatch(/baseUrl|apiKey/i);
  });
});
