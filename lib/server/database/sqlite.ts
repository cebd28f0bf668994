import "server-only";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import { Kysely, SqliteAdapter, SqliteDialect, sql } from "kysely";
import { PerigeeError } from "@/lib/core/message/perigee-error";
import type { OpenDatabase } from "./open-database";
import type { Tables } from "./schema";
import { noSignals } from "./signals";

/**
 * Opens the SQLite store in a folder, for this process alone. A commit is on the disk when it returns (WAL,
 * `synchronous=FULL`).
 * @throws PerigeeError `conflict` when another process has the folder.
 */
export function openSqlite(folder: string): OpenDatabase {
  mkdirSync(folder, { recursive: true });
  const lock = lockFolder(folder);
  const file = new DatabaseSync(join(folder, "perigee.db"), { enableForeignKeyConstraints: true });
  file.exec("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000");
  // Kysely keeps one connection and lets one transaction at a time have it.
  const database = new Kysely<Tables>({
    dialect: new TransactionalSqlite({ database: asKyselyWants(file) }),
  });
  return {
    engine: "sqlite",
    database,
    // In WAL mode an ordinary commit syncs the whole log, and so what relaxed ones before it wrote.
    relaxedTransaction: (work) =>
      database.connection().execute(async (connection) => {
        await sql`pragma synchronous=normal`.execute(connection);
        try {
          return await connection.transaction().execute(work);
        } finally {
          await sql`pragma synchronous=full`.execute(connection);
        }
      }),
    signals: noSignals,
    close: async () => {
      await database.destroy();
      lock.close();
    },
  };
}

/** SQLite undoes table changes with their transaction; a process killed in a migration must leave nothing of it. */
class TransactionalSqlite extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new (class extends SqliteAdapter {
      override get supportsTransactionalDdl(): boolean {
        return true;
      }
    })();
  }
}

/** The kernel drops this lock with the process, however it ends, so no stale lock is ever left. */
function lockFolder(folder: string): DatabaseSync {
  const lock = new DatabaseSync(join(folder, "perigee.lock"));
  try {
    lock.exec("PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE");
    return lock;
  } catch (cause) {
    lock.close();
    throw new PerigeeError(
      "conflict",
      `Another Perigee is using the data folder ${folder}.`,
      "Stop it, or set PERIGEE_DATA_DIR to another folder.",
      { cause },
    );
  }
}

/** Our queries are few and made of the same text each time; lists in them make some more. */
const mostStatements = 200;

/** `node:sqlite` in the shape of better-sqlite3, which Kysely's dialect expects; statements are prepared once. */
function asKyselyWants(file: DatabaseSync) {
  const prepared = new Map<string, KyselyStatement>();
  return {
    close: () => file.close(),
    prepare: (sql: string) => {
      const known = prepared.get(sql);
      if (known) return known;
      const statement = asStatement(file.prepare(sql));
      // Statements about the schema are used once, and stale after it.
      if (/^(select|insert|update|delete)/.test(sql)) {
        if (prepared.size >= mostStatements) prepared.clear();
        prepared.set(sql, statement);
      }
      return statement;
    },
  };
}

type KyselyStatement = ReturnType<typeof asStatement>;

function asStatement(statement: StatementSync) {
  // Kysely passes what our typed queries gave it: text, numbers and null.
  const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
  return {
    reader: statement.columns().length > 0,
    all: (parameters: readonly unknown[]) => statement.all(...values(parameters)),
    run: (parameters: readonly unknown[]) => statement.run(...values(parameters)),
    iterate: (parameters: readonly unknown[]) => statement.iterate(...values(parameters)),
  };
}
