import "server-only";
import { type Kysely, sql } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import type { Database } from "./schema";

// A migration sees the store of its own time, so it is written against no schema type.
type Store = Kysely<unknown>;

const migrations: Record<string, Migration> = {
  "001-conversations-and-turns": {
    async up(store: Store) {
      await store.schema
        .createTable("conversations")
        .addColumn("id", "text", (column) => column.primaryKey())
        .addColumn("title", "text", (column) => column.notNull())
        .addColumn("createdAt", "bigint", (column) => column.notNull())
        .addColumn("updatedAt", "bigint", (column) => column.notNull())
        .addColumn("leafId", "text")
        .execute();
      await store.schema
        .createIndex("conversationsByUpdate")
        .on("conversations")
        .columns(["updatedAt", "id"])
        .execute();
      await store.schema
        .createTable("messages")
        .addColumn("id", "text", (column) => column.primaryKey())
        .addColumn("conversationId", "text", (column) =>
          column.notNull().references("conversations.id").onDelete("cascade"),
        )
        .addColumn("parentId", "text")
        .addColumn("role", "text", (column) => column.notNull())
        .addColumn("parts", "text", (column) => column.notNull())
        .addColumn("createdAt", "bigint", (column) => column.notNull())
        .execute();
      await store.schema
        .createIndex("messagesByConversation")
        .on("messages")
        .columns(["conversationId", "createdAt", "id"])
        .execute();
      await store.schema
        .createTable("turns")
        .addColumn("id", "text", (column) => column.primaryKey())
        .addColumn("conversationId", "text", (column) =>
          column.notNull().references("conversations.id").onDelete("cascade"),
        )
        .addColumn("userMessageId", "text", (column) => column.notNull())
        .addColumn("assistantMessageId", "text", (column) => column.notNull())
        .addColumn("status", "text", (column) => column.notNull())
        .addColumn("reason", "text")
        .addColumn("provider", "text", (column) => column.notNull())
        .addColumn("model", "text", (column) => column.notNull())
        .addColumn("thinking", "integer", (column) => column.notNull())
        .addColumn("startedAt", "bigint", (column) => column.notNull())
        .addColumn("firstTokenAt", "bigint")
        .addColumn("endedAt", "bigint")
        .addColumn("heartbeatAt", "bigint", (column) => column.notNull())
        .addColumn("seq", "integer", (column) => column.notNull())
        .execute();
      await store.schema
        .createIndex("turnsByConversation")
        .on("turns")
        .columns(["conversationId", "startedAt"])
        .execute();
      // Two turns that write one answer would each fold onto the other's parts.
      await store.schema
        .createIndex("oneRunningTurn")
        .unique()
        .on("turns")
        .column("assistantMessageId")
        .where(sql.ref("status"), "=", sql.lit("running"))
        .execute();
      await store.schema
        .createIndex("turnsByStatus")
        .on("turns")
        .columns(["status", "heartbeatAt"])
        .execute();
      await store.schema
        .createTable("turnLog")
        .addColumn("turnId", "text", (column) => column.notNull().references("turns.id").onDelete("cascade"))
        .addColumn("fromSeq", "integer", (column) => column.notNull())
        .addColumn("toSeq", "integer", (column) => column.notNull())
        .addColumn("body", "text", (column) => column.notNull())
        .addPrimaryKeyConstraint("turnLogKey", ["turnId", "fromSeq"])
        .execute();
      await store.schema
        .createTable("blobs")
        .addColumn("hash", "text", (column) => column.primaryKey())
        .addColumn("mediaType", "text", (column) => column.notNull())
        .addColumn("bytes", "bigint", (column) => column.notNull())
        .addColumn("width", "integer")
        .addColumn("height", "integer")
        .addColumn("createdAt", "bigint", (column) => column.notNull())
        .execute();
    },
  },
};

/** Brings the store to the newest schema; instances that start together take turns (PostgreSQL). */
export async function migrate(database: Database): Promise<void> {
  const migrator = new Migrator({ db: database, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}
