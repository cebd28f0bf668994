import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { httpFetch } from "./http-fetch";

const servers: ReturnType<typeof createServer>[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(answer).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("The server has no port.");
  return `http://127.0.0.1:${address.port}`;
}

describe("httpFetch", () => {
  it("sends method, headers and text, and answers status, headers and body", async () => {
    const url = await serve(async (request, response) => {
      const body = (await Array.fromAsync(request)).join("");
      response.writeHead(201, {
        "x-sent": `${request.method} ${request.headers["x-mine"]} ${body}`,
        "set-cookie": ["a=1", "b=2"],
      });
      response.end("moon 月");
    });
    const response = await httpFetch(url, { method: "POST", headers: { "x-mine": "yes" }, body: "text" });
    expect(response.status).toBe(201);
    expect(response.headers.get("x-sent")).toBe("POST yes text");
    expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
    expect(await response.text()).toBe("moon 月");
  });

  it("passes each piece on as it comes, and uses the connection again", async () => {
    const ports = new Set<number | undefined>();
    const pieces: (() => void)[] = [];
    const url = await serve((request, response) => {
      ports.add(request.socket.remotePort);
      response.write("one");
      pieces.push(() => response.end("two"));
    });
    for (let round = 0; round < 2; round += 1) {
      const reader = (await httpFetch(url)).body?.getReader();
      if (!reader) throw new Error("The answer has no body.");
      expect(Buffer.from((await reader.read()).value ?? []).toString()).toBe("one");
      pieces.shift()?.();
      expect(Buffer.from((await reader.read()).value ?? []).toString()).toBe("two");
      expect((await reader.read()).done).toBe(true);
    }
    expect(ports.size).toBe(1);
  });

  it("waits for its reader instead of gathering", async () => {
    const all = 20_000_000;
    let written = 0;
    const url = await serve((_request, response) => {
      const more = () => {
        while (written < all) {
          written += 100_000;
          if (!response.write(Buffer.alloc(100_000))) return void response.once("drain", more);
        }
        response.end();
      };
      more();
    });
    const response = await httpFetch(url);
    // The kernel's buffers take a few megabytes; what is beyond them stays with the sender.
    await expect.poll(() => written).toBeGreaterThan(100_000);
    const before = written;
    expect(before).toBeLessThan(all);
    expect((await response.arrayBuffer()).byteLength).toBe(all);
  });

  it("closes the connection when it is aborted, before the answer and in it", async () => {
    const closed: Promise<unknown>[] = [];
    const url = await serve((request, response) => {
      closed.push(once(request.socket, "close"));
      if (request.url === "/stream") response.write("one");
    });
    const before = new AbortController();
    const waiting = httpFetch(`${url}/wait`, { signal: before.signal });
    await expect.poll(() => closed.length).toBe(1);
    before.abort(new Error("enough"));
    await expect(waiting).rejects.toThrow("enough");
    const during = new AbortController();
    const reader = (await httpFetch(`${url}/stream`, { signal: during.signal })).body?.getReader();
    await reader?.read();
    during.abort(new Error("enough"));
    await expect(reader?.read()).rejects.toThrow();
    await Promise.all(closed);
    await expect(httpFetch(url, { signal: AbortSignal.abort(new Error("never")) })).rejects.toThrow("never");
  });

  it("drops what is buffered when its reader leaves", async () => {
    const url = await serve((_request, response) => {
      response.write(Buffer.alloc(400_000));
    });
    for (let round = 0; round < 5; round += 1) {
      const reader = (await httpFetch(url)).body?.getReader();
      await reader?.read();
      await reader?.read();
      await reader?.cancel();
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  });

  it("fails when the connection ends before the answer is whole", async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("some", () => response.destroy());
    });
    const response = await httpFetch(url);
    await expect(response.text()).rejects.toThrow();
    await expect(httpFetch("http://127.0.0.1:1")).rejects.toMatchObject({ code: "ECONNREFUSED" });
  });

  it("follows no redirect, and takes no address but http", async () => {
    const url = await serve((_request, response) => {
      response.writeHead(307, { location: "http://elsewhere.invalid/" }).end();
    });
    expect((await httpFetch(url)).status).toBe(307);
    await expect(httpFetch("file:///etc/passwd")).rejects.toThrow("is not http");
    await expect(httpFetch(url, { method: "POST", body: new Uint8Array() })).rejects.toThrow("Only text");
  });
});
