import { join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { v7 as uuidv7 } from "uuid";
import { type Config, parseConfig } from "@/lib/server/config/config";
import { openDatabase } from "@/lib/server/database/open-database";
import { hostTest } from "@/lib/server/http/guard";
import { withoutSecrets } from "@/lib/server/http/loggable";
import { createRoute } from "@/lib/server/http/route";
import { createFolderBlobStore } from "@/lib/server/media/folder-blob-store";
import { createProviderRegistry } from "@/lib/server/provider/provider-registry";
import { LiveTurns } from "@/lib/server/turn/live-turns";
import { reapTurns } from "@/lib/server/turn/reap-turns";
import type { TurnContext } from "@/lib/server/turn/turn-context";

/** Everything the routes need; built once per process, here, and passed down. */
export type Context = TurnContext & { config: Config; close: () => Promise<void> };

/** Turns whose process has been silent this long are dead; hearts beat every five seconds. */
const silentForMs = 20_000;
const reapEveryMs = 10_000;
/** What a turn gets to end by itself when the server is asked to stop. */
const graceMs = 5_000;
/** What readers then get to hear of it. */
const lastWordsMs = 1_000;

// Next loads this module once per bundle and again at each edit; the process must have one context all the same.
const process_: typeof globalThis & { perigee?: { config: Config; context?: Promise<Context> } } = globalThis;

function slot(): { config: Config; context?: Promise<Context> } {
  process_.perigee ??= {
    // Otherwise the build takes the working directory, and so the whole project, for a part of the server.
    config: parseConfig(process.env, (path) => resolve(/* turbopackIgnore: true */ process.cwd(), path)),
  };
  return process_.perigee;
}

/** The configuration. @throws ConfigError naming the variable that cannot be used. */
export function config(): Config {
  return slot().config;
}

/** The context; the store is opened and migrated at the first call. */
export async function context(): Promise<Context> {
  const own = slot();
  own.context ??= createContext(own.config).catch((error: unknown) => {
    delete own.context;
    throw error;
  });
  return await own.context;
}

/** Wraps a route handler: guards the request, gives it the context, and turns what it throws into an answer. */
export const route = createRoute<Context>({ context, isAllowedHost, log });

let hostIsAllowed: ((host: string) => boolean) | undefined;

function isAllowedHost(host: string): boolean {
  hostIsAllowed ??= hostTest(config());
  return hostIsAllowed(host);
}

async function createContext(settings: Config): Promise<Context> {
  const { database, relaxedTransaction, signals, engine, close } = await openDatabase(settings, log);
  const clock = Date.now;
  const turns = new LiveTurns({ database, relaxedTransaction, signals, clock, log });
  const ctx: TurnContext = {
    database,
    signals,
    turns,
    clock,
    log,
    blobs: createFolderBlobStore(join(settings.dataFolder, "blobs")),
    providers: createProviderRegistry(settings),
    newId: () => uuidv7(),
  };
  // One process owns a SQLite store, so whatever runs in it when it is opened has died.
  await reapTurns({ ctx, input: { silentForMs: engine === "sqlite" ? 0 : silentForMs } });
  const reaper = setInterval(() => {
    reapTurns({ ctx, input: { silentForMs } }).catch((error: Error) =>
      log(`turns could not be looked over: ${error.message}`),
    );
  }, reapEveryMs).unref();
  signals.listen(({ kind, turnId }) => {
    if (kind === "turn-stop") turns.get(turnId)?.abort.abort();
  });
  endTurnsOnShutdown(turns);
  return {
    ...ctx,
    config: settings,
    close: async () => {
      clearInterval(reaper);
      await close();
    },
  };
}

/**
 * Next waits for running turns when it is asked to end, and for every open connection; the patience of whoever asked
 * is limited. A second signal ends the process at once; what runs is then marked as interrupted at the next start.
 */
function endTurnsOnShutdown(turns: LiveTurns): void {
  let isAsked = false;
  const end = async () => {
    if (isAsked) process.exit(1);
    isAsked = true;
    await setTimeout(graceMs);
    const running = turns.all();
    for (const turn of running) {
      turn.endAs = "interrupted";
      turn.abort.abort();
    }
    await Promise.all(running.map((turn) => turn.finished));
    await setTimeout(lastWordsMs);
    process.exit(0);
  };
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
}

function log(text: string): void {
  console.error(`perigee: ${withoutSecrets(text)}`);
}
