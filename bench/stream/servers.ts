import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { dataFolder, freePort, launch, type Running, startPerigee } from "../../e2e/server";
import { ensureBuilt, nodePath, root, run, say } from "../../scripts/setup.mjs";
import type { ServerName } from "./options";
import type { Target } from "./wire";

/** A server under test: its process, and how it is reached. */
export type Server = { name: ServerName; pid: number; target: Target; stop: () => Promise<void> };

const peers = join(import.meta.dirname, "peers");
const peersEntry = join(peers, ".next", "standalone", "bench", "stream", "peers", "server.js");

/** Builds what the chosen servers need and is not there or older than its sources. */
export async function prepare(names: readonly ServerName[]): Promise<void> {
  if (names.includes("perigee")) await ensureBuilt();
  if (names.includes("next") || names.includes("ai")) await ensurePeersBuilt();
}

async function ensurePeersBuilt(): Promise<void> {
  const stamp = join(peers, ".next", "bench-build");
  const hash = createHash("sha256").update(readFileSync(join(root, "package-lock.json")));
  for (const file of readdirSync(peers, { recursive: true, encoding: "utf8" }).sort())
    if (/\.(ts|json)$/.test(file) && !/^\.next|next-env/.test(file))
      hash.update(file).update(readFileSync(join(peers, file)));
  const wanted = hash.digest("hex");
  if (existsSync(stamp) && existsSync(peersEntry) && readFileSync(stamp, "utf8") === wanted) return;
  say("building the Next routes to compare with");
  const next = join(root, "node_modules", "next", "dist", "bin", "next");
  const code = await run(nodePath(), [next, "build", peers], { quiet: true });
  if (code !== 0) throw new Error("The peers' build failed; the lines above say why.");
  writeFileSync(stamp, wanted);
}

/** Starts a server in front of the upstream and waits until it answers. @throws Error with what it printed. */
export async function startServer(name: ServerName, upstream: string): Promise<Server> {
  switch (name) {
    case "pipe":
      return started(name, await startNode(join(import.meta.dirname, "pipe.ts"), upstream), "openai", "/");
    case "next":
      return started(name, await startNode(peersEntry, upstream), "openai", "/pass");
    case "ai":
      return started(name, await startNode(peersEntry, upstream), "ui-message", "/ai");
    case "perigee": {
      const data = await dataFolder();
      const env = {
        PERIGEE_DATA_DIR: data.path,
        MOONSHOT_BASE_URL: upstream,
        MOONSHOT_API_KEY: "sk-bench",
        MOONSHOT_MODEL: "bench",
      };
      const running = await startPerigee(env).catch(async (error) => {
        await data.remove();
        throw error;
      });
      const server = started(name, running, "perigee", "/api/turns");
      return { ...server, stop: () => server.stop().then(data.remove) };
    }
  }
}

function started(
  name: ServerName,
  { pid, url, stop }: Running,
  shape: Target["shape"],
  path: string,
): Server {
  return { name, pid, target: { shape, url: url + path }, stop: () => stop("SIGKILL") };
}

async function startNode(entry: string, upstream: string): Promise<Running> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const own = { NODE_ENV: "production", HOSTNAME: "127.0.0.1", PORT: String(port), UPSTREAM_URL: upstream };
  const server = launch([entry], {
    cwd: dirname(entry),
    env: own,
    url,
    // Any answer will do: the peers have no page.
    answers: async () => (await fetch(url)).status < 500,
  });
  await server.ready();
  return server;
}
