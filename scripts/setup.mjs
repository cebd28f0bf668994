// What every command needs before it can run. Plain JavaScript on node's own modules: it must run on whatever
// Node the machine has, before anything is installed.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = join(root, "node_modules", ".bin");
const wantedNode = 24;

/** Says what a command is doing, on standard error so that piped output stays clean. */
export const say = (text) => console.error(`perigee: ${text}`);

/** Ends the process with one line that says what is wrong and what to do. */
export function fail(text) {
  say(text);
  process.exit(1);
}

/** The Node the project runs on: the one from npm when it could be installed, else this one if new enough. */
export function nodePath() {
  const own = join(bin, process.platform === "win32" ? "node.exe" : "node");
  const candidate = existsSync(own) ? own : process.execPath;
  const answer = spawnSync(candidate, ["--version"], { encoding: "utf8" });
  const major = Number(/^v(\d+)/.exec(answer.stdout ?? "")?.[1] ?? 0);
  if (major >= wantedNode) return candidate;
  fail(
    `Node ${wantedNode} or newer is needed and this is ${process.version}; install it from nodejs.org and try again.`,
  );
}

/** The environment in which the project's own Node and tools come first. */
export function toolEnvironment(extra = {}) {
  const separator = process.platform === "win32" ? ";" : ":";
  return {
    ...process.env,
    NEXT_TELEMETRY_DISABLED: "1",
    PATH: `${bin}${separator}${process.env.PATH}`,
    ...extra,
  };
}

/** Runs a tool of the project to its end; answers its exit code. */
export function run(command, args, { env = {}, quiet = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: toolEnvironment(env),
      stdio: quiet ? ["ignore", "pipe", "pipe"] : "inherit",
      shell: process.platform === "win32",
    });
    const output = [];
    child.stdout?.on("data", (chunk) => output.push(chunk));
    child.stderr?.on("data", (chunk) => output.push(chunk));
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      if (quiet && code !== 0) process.stderr.write(Buffer.concat(output));
      resolve(code ?? (signal ? 1 : 0));
    });
  });
}

/** Installs the packages of the lock file when they are not there or the lock has changed. */
export async function ensureInstalled() {
  const stamp = join(root, "node_modules", ".perigee-lock");
  const wanted = hashOf([join(root, "package-lock.json"), join(root, "package.json")]);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  say("installing packages (once, about half a minute)");
  const code = await run("npm", ["ci"], { quiet: true });
  if (code !== 0) fail("npm ci failed; the lines above say why.");
  writeFileSync(stamp, wanted);
}

const buildInputs = [
  "app",
  "components",
  "lib",
  "public",
  "instrumentation.ts",
  "next.config.ts",
  "package-lock.json",
  "postcss.config.mjs",
  "tsconfig.json",
];

/** Builds the product when its sources are newer than the build, and lays the static files beside the server. */
export async function ensureBuilt() {
  const stamp = join(root, ".next", "perigee-build");
  const wanted = hashOf(
    buildInputs.flatMap((input) => filesUnder(join(root, input))).filter((file) => !isTest(file)),
  );
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  say("building (about half a minute; the next start is quick)");
  rmSync(stamp, { force: true });
  const code = await run(nodePath(), [join(root, "node_modules", "next", "dist", "bin", "next"), "build"], {
    quiet: true,
  });
  if (code !== 0) fail("the build failed; the lines above say why.");
  const standalone = join(root, ".next", "standalone");
  cpSync(join(root, "public"), join(standalone, "public"), { recursive: true });
  cpSync(join(root, ".next", "static"), join(standalone, ".next", "static"), { recursive: true });
  writeFileSync(stamp, wanted);
}

/** The built server's entry file. */
export const serverEntry = join(root, ".next", "standalone", "server.js");

/** A Chromium to test with: named by the environment, Playwright's own, or the machine's; installed if none is. */
export async function ensureBrowser() {
  const found = await findBrowser();
  if (found) return found;
  say("no Chromium found; installing one for the tests");
  if ((await run("playwright", ["install", "chromium"], { quiet: true })) === 0) return await findBrowser();
  say("Playwright's download failed; taking the distribution's package");
  await installPackage("chromium");
  const installed = await findBrowser();
  if (!installed)
    fail("no Chromium could be installed; install one and name it in PLAYWRIGHT_CHROMIUM_PATH.");
  return installed;
}

/** A PostgreSQL server to test with; the tests start and end one of their own. */
export async function ensurePostgres() {
  if (hasPostgres()) return;
  say("no PostgreSQL server found; installing the distribution's package for the tests");
  await installPackage("postgresql");
  if (!hasPostgres())
    fail("no PostgreSQL could be installed; install it so that initdb is found, and try again.");
}

function hasPostgres() {
  const folders = existsSync("/usr/lib/postgresql") ? readdirSync("/usr/lib/postgresql") : [];
  const places = [
    ...(process.env.PATH ?? "").split(":"),
    ...folders.map((version) => `/usr/lib/postgresql/${version}/bin`),
  ];
  return places.some((place) => existsSync(join(place, "initdb")));
}

/** Debian and its kin, as root; elsewhere the caller says what is missing. */
async function installPackage(name) {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return;
  await run("apt-get", ["update"], { quiet: true });
  await run("apt-get", ["install", "--yes", "--no-install-recommends", name], {
    quiet: true,
    env: { DEBIAN_FRONTEND: "noninteractive" },
  });
}

async function findBrowser() {
  if (process.env.PLAYWRIGHT_CHROMIUM_PATH) return process.env.PLAYWRIGHT_CHROMIUM_PATH;
  const { chromium } = await import("@playwright/test");
  const system = ["chromium", "chromium-browser", "google-chrome"].map((name) => `/usr/bin/${name}`);
  return [chromium.executablePath(), ...system].find((path) => path && existsSync(path));
}

function isTest(file) {
  return /\.test\.tsx?$|\/fixtures\//.test(file);
}

function filesUnder(path) {
  if (!existsSync(path)) return [];
  const entries = readdirSync(dirname(path), { withFileTypes: true });
  const self = entries.find((entry) => join(dirname(path), entry.name) === path);
  if (self?.isFile()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

function hashOf(files) {
  const hash = createHash("sha256");
  for (const file of files)
    hash.update(relative(root, file)).update("\0").update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

mkdirSync(join(root, "node_modules"), { recursive: true });
