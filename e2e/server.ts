import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const root = join(import.meta.dirname, "..");
const entry = join(root, ".next", "standalone", "server.js");

/** A running program: its address, what it printed so far, and ways to end it. */
export type Running = {
  url: string;
  pid: number;
  output: () => string;
  stop: (signal?: NodeJS.Signals) => Promise<void>;
};

/** A port of 127.0.0.1 that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (typeof address !== "object" || !address) throw new Error("No free port was given.");
  return address.port;
}

/** A folder for one server's data; the caller removes it. */
export async function dataFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), "perigee-e2e-"));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** Variables of the developer's own shell must not decide what a test sees. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const ours = /^(PERIGEE|MOONSHOT|TOGETHER|NVIDIA|VLLM|SGLANG|OPENROUTER|OPENAI|DATABASE_URL)/;
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !ours.test(name)),
  ) as NodeJS.ProcessEnv;
}

/** Starts the built product as `npm start` does and waits until it is ready. */
export async function startPerigee(env: Record<string, string>, port?: number): Promise<Running> {
  const chosen = port ?? (await freePort());
  const child = spawn(process.execPath, [entry], {
    cwd: dirname(entry),
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...cleanEnvironment(),
      NODE_ENV: "production",
      HOSTNAME: "127.0.0.1",
      HOST: "127.0.0.1",
      PORT: String(chosen),
      PERIGEE_EMULATOR_SPEED: "max",
      ...env,
    },
  });
  const running = watched(child, `http://127.0.0.1:${chosen}`);
  await ready(child, running, async () => (await fetch(`${running.url}/api/health`)).ok);
  return running;
}

/** Serves the emulator over HTTP, as a vendor would be reached. The address ends in the dialect's base path. */
export async function startEmulator(
  dialect: string,
  options: { key?: string; speed?: string } = {},
): Promise<Running> {
  const port = await freePort();
  const args = ["--conditions=react-server", "--import", "tsx", "lib/server/provider/emulator/serve.ts"];
  const flags = ["--dialect", dialect, "--port", String(port), "--speed", options.speed ?? "max"];
  const child = spawn(process.execPath, [...args, ...flags, ...(options.key ? ["--key", options.key] : [])], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: cleanEnvironment(),
  });
  const running = watched(child, `http://127.0.0.1:${port}/v1`);
  await ready(child, running, async () => (await fetch(`http://127.0.0.1:${port}/emulator/requests`)).ok);
  return running;
}

function watched(child: ChildProcess, url: string): Running {
  let printed = "";
  child.stdout?.setEncoding("utf8").on("data", (text) => (printed += text));
  child.stderr?.setEncoding("utf8").on("data", (text) => (printed += text));
  const exited = once(child, "exit");
  return {
    url,
    pid: child.pid ?? -1,
    output: () => printed,
    stop: async (signal = "SIGKILL") => {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      await exited;
    },
  };
}

async function ready(child: ChildProcess, running: Running, answers: () => Promise<boolean>): Promise<void> {
  const until = Date.now() + 30_000;
  while (Date.now() < until) {
    if (child.exitCode !== null)
      throw new Error(`The program ended with ${child.exitCode}:\n${running.output()}`);
    if (await answers().catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await running.stop();
  throw new Error(`The program was not ready within 30 s:\n${running.output()}`);
}
