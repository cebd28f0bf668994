import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const root = join(import.meta.dirname, "..");
/** Characters of a program's output in an error; one that fails again and again prints the same. */
const mostPrinted = 4_000;
const entry = join(root, ".next", "standalone", "server.js");

/** A running program: its address, what it printed so far, and ways to end it. */
export type Running = {
  url: string;
  pid: number;
  output: () => string;
  stop: (signal?: NodeJS.Signals) => Promise<void>;
};

/** A program that was started; `ready` waits until it answers, and throws with what it printed when it does not. */
export type Launched = Running & { ready: () => Promise<void> };

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

/** Starts the built product as `npm start` does, without waiting until it is ready. */
export function launchPerigee(env: Record<string, string>, port: number): Launched {
  if (!existsSync(entry)) throw new Error("The server is not built; `npm start` builds it.");
  const own = { NODE_ENV: "production", HOSTNAME: "127.0.0.1", HOST: "127.0.0.1", PORT: String(port) };
  const url = `http://127.0.0.1:${port}`;
  return launch([entry], {
    cwd: dirname(entry),
    env: { ...own, PERIGEE_EMULATOR_SPEED: "max", ...env },
    url,
    answers: async () => (await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(5_000) })).ok,
  });
}

/** Starts the built product as `npm start` does and waits until it is ready. */
export async function startPerigee(env: Record<string, string>, port?: number): Promise<Running> {
  const server = launchPerigee(env, port ?? (await freePort()));
  await server.ready();
  return server;
}

/** Serves the emulator over HTTP, as a vendor would be reached. The address ends in the dialect's base path. */
export async function startEmulator(
  dialect: string,
  options: { key?: string; speed?: string } = {},
): Promise<Running> {
  const port = await freePort();
  const args = ["--conditions=react-server", "--import", "tsx", "lib/server/provider/emulator/serve.ts"];
  const flags = ["--dialect", dialect, "--port", String(port), "--speed", options.speed ?? "max"];
  const emulator = launch([...args, ...flags, ...(options.key ? ["--key", options.key] : [])], {
    cwd: root,
    env: {},
    url: `http://127.0.0.1:${port}/v1`,
    answers: async () => (await fetch(`http://127.0.0.1:${port}/emulator/requests`)).ok,
  });
  await emulator.ready();
  return emulator;
}

/** Starts a program on this Node; `answers` says whether it serves yet. The developer's own settings are kept out. */
export function launch(
  args: string[],
  options: { cwd: string; env: Record<string, string>; url: string; answers: () => Promise<boolean> },
): Launched {
  const { cwd, env, url, answers } = options;
  const child = spawn(process.execPath, args, {
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...cleanEnvironment(), ...env },
  });
  const running = watched(child, url);
  return { ...running, ready: () => ready(child, running, answers) };
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
  const printed = () => running.output().slice(0, mostPrinted);
  while (Date.now() < until) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`The program ended with ${child.exitCode ?? child.signalCode}:\n${printed()}`);
    if (await answers().catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await running.stop();
  throw new Error(`The program was not ready within 30 s:\n${printed()}`);
}
