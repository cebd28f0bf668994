import "server-only";
import { Kysely, PostgresDialect, sql } from "kysely";
import pg from "pg";
import type { OpenDatabase } from "./open-database";
import type { Tables } from "./schema";
import type { Signal, Signals } from "./signals";

const channel = "perigee";
const reconnectAfterMs = 1_000;

/**
 * Opens a PostgreSQL store, which several instances may share.
 * @param log hears of connections that broke, without their address, which may hold a password.
 */
export function openPostgres(address: string, log: (text: string) => void): OpenDatabase {
  // Times and sizes stay below 2^53; as text they would be compared as text.
  const types = {
    getTypeParser: (oid: number, format?: "text" | "binary") =>
      oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format),
  } as pg.CustomTypesConfig;
  const settings = { connectionString: address, types, application_name: "perigee" };
  const pool = new pg.Pool({ ...settings, max: 10, connectionTimeoutMillis: 10_000 });
  pool.on("error", (error) => log(`a PostgreSQL connection was lost: ${error.message}`));
  const database = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const { signals, close } = postgresSignals(database, settings, log);
  return {
    engine: "postgres",
    database,
    relaxedTransaction: (work) =>
      database.transaction().execute(async (transaction) => {
        await sql`set local synchronous_commit = off`.execute(transaction);
        return await work(transaction);
      }),
    signals,
    close: async () => {
      await close();
      await database.destroy();
    },
  };
}

function postgresSignals(
  database: Kysely<Tables>,
  settings: pg.ClientConfig,
  log: (text: string) => void,
): { signals: Signals; close: () => Promise<void> } {
  const listeners = new Set<(signal: Signal) => void>();
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const again = (error: Error) => {
    if (closed || timer) return;
    log(`listening to other instances stopped: ${error.message}`);
    timer = setTimeout(connect, reconnectAfterMs);
  };
  const connect = () => {
    timer = undefined;
    const next = new pg.Client(settings);
    client = next;
    next.on("error", again);
    next.on("notification", ({ payload }) => {
      const [kind, turnId] = payload?.split(" ") ?? [];
      if ((kind === "turn-log" || kind === "turn-stop") && turnId) {
        for (const listener of listeners) listener({ kind, turnId });
      }
    });
    next
      .connect()
      .then(() => next.query(`listen ${channel}`))
      .catch(again);
  };
  connect();

  return {
    signals: {
      send: async (sent) => {
        if (sent.length === 0) return;
        const payloads = sent.map(({ kind, turnId }) => `${kind} ${turnId}`);
        await sql`select pg_notify(${channel}, payload) from unnest(${payloads}::text[]) as payload`.execute(
          database,
        );
      },
      listen: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await client?.end();
    },
  };
}
