import "server-only";
import type { Config } from "../config/config";
import { migrate } from "./migrations";
import { openPostgres } from "./postgres";
import type { Database, RelaxedTransaction } from "./schema";
import type { Signals } from "./signals";
import { openSqlite } from "./sqlite";

export type OpenDatabase = {
  engine: "sqlite" | "postgres";
  database: Database;
  relaxedTransaction: RelaxedTransaction;
  signals: Signals;
  close: () => Promise<void>;
};

/**
 * Opens the configured store and migrates it.
 * @throws PerigeeError `conflict` when another process has the data folder.
 */
export async function openDatabase(
  config: Pick<Config, "dataFolder" | "databaseUrl">,
  log: (text: string) => void,
): Promise<OpenDatabase> {
  const open = config.databaseUrl ? openPostgres(config.databaseUrl, log) : openSqlite(config.dataFolder);
  try {
    await migrate(open.database);
    return open;
  } catch (error) {
    await open.close();
    throw error;
  }
}
