// `npm start`: installs if needed, builds if stale, then serves on 127.0.0.1:3000 (HOST, PORT).
import { spawn } from "node:child_process";
import { dirname, resolve } from "node:path";
import {
  ensureBuilt,
  ensureInstalled,
  fail,
  nodePath,
  root,
  serverEntry,
  toolEnvironment,
} from "./setup.mjs";

const host = process.env.HOST || "127.0.0.1";
const port = Number(process.env.PORT || 3000);
if (!Number.isInteger(port) || port < 1 || port > 65_535)
  fail(`PORT must be a number from 1 to 65535, not "${process.env.PORT}".`);

await ensureInstalled();
await ensureBuilt();

const server = spawn(nodePath(), [serverEntry], {
  cwd: dirname(serverEntry),
  stdio: ["inherit", "pipe", "inherit"],
  env: toolEnvironment({
    NODE_ENV: "production",
    HOSTNAME: host,
    HOST: host,
    PORT: String(port),
    // The built server changes its working directory, so a relative folder is resolved here.
    PERIGEE_DATA_DIR: resolve(root, process.env.PERIGEE_DATA_DIR || "data"),
  }),
});

// Next's own banner says less than ours and names another product.
const banner = /^\s*(▲|✓|- (Local|Network|Environments?):|$)/;
let rest = "";
server.stdout.setEncoding("utf8").on("data", (chunk) => {
  const lines = (rest + chunk).split("\n");
  rest = lines.pop() ?? "";
  for (const line of lines) if (!banner.test(line)) console.log(line);
});

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => server.kill(signal));
server.on("exit", (code, signal) =>
  process.exit(code ?? (signal === "SIGINT" || signal === "SIGTERM" ? 0 : 1)),
);
