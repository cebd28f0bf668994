import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PostgresServer, startPostgres } from "./fixtures/postgres-server";
import { type OpenDatabase, openDatabase } from "./open-database";
import type { Signal } from "./signals";

const quiet = () => {};
let postgres: PostgresServer;
const folders: string[] = [];

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "perigee-store-"));
  folders.push(folder);
  return folder;
}

beforeAll(async () => {
  postgres = await startPostgres();
});

afterAll(async () => {
  await postgres.stop();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const conversation = (id: string) => ({
  id,
  title: "",
  createdAt: 1,
  updatedAt: 1_800_000_000_000,
  leafId: null,
});

describe.each(["sqlite", "postgres"] as const)("the store on %s", (engine) => {
  let store: OpenDatabase;

  beforeAll(async () => {
    const databaseUrl = engine === "postgres" ? { databaseUrl: postgres.address } : {};
    store = await openDatabase({ dataFolder: newFolder(), ...databaseUrl }, quiet);
  });
  afterAll(() => store.close());

  it("keeps numbers numbers, and answers them back", async () => {
    await store.database.insertInto("conversations").values(conversation("one")).execute();
    const row = await store.database.selectFrom("conversations").selectAll().executeTakeFirst();
    expect(row).toEqual(conversation("one"));
  });

  it("runs transactions side by side without mixing them", async () => {
    const work = Array.from({ length: 20 }, (_, index) =>
      store.database.transaction().execute(async (transaction) => {
        await transaction
          .insertInto("conversations")
          .values(conversation(`t${index}`))
          .execute();
        await new Promise((resolve) => setImmediate(resolve));
        if (index % 2) throw new Error("undo");
        await transaction
          .updateTable("conversations")
          .set({ title: `title ${index}` })
          .where("id", "=", `t${index}`)
          .execute();
      }),
    );
    const results = await Promise.allSettled(work);
    expect(results.filter((one) => one.status === "fulfilled")).toHaveLength(10);
    const rows = await store.database
      .selectFrom("conversations")
      .select("title")
      .where("id", "like", "t%")
      .orderBy("id")
      .execute();
    expect(rows).toHaveLength(10);
    expect(rows.every((row) => row.title.startsWith("title "))).toBe(true);
  });

  it("deletes a conversation with all that hangs on it", async () => {
    await store.database.insertInto("conversations").values(conversation("gone")).execute();
    await store.database
      .insertInto("messages")
      .values({ id: "m", conversationId: "gone", parentId: null, role: "user", parts: "[]", createdAt: 1 })
      .execute();
    await store.database.deleteFrom("conversations").where("id", "=", "gone").execute();
    expect(await store.database.selectFrom("messages").selectAll().execute()).toEqual([]);
  });
});

describe("one store, one owner", () => {
  it("refuses a second process's open of a SQLite folder, and lets the next one in after it closes", async () => {
    const dataFolder = newFolder();
    const first = await openDatabase({ dataFolder }, quiet);
    await expect(openDatabase({ dataFolder }, quiet)).rejects.toMatchObject({ code: "conflict" });
    await first.close();
    await (await openDatabase({ dataFolder }, quiet)).close();
  });

  it("carries signals between two instances on PostgreSQL", async () => {
    const config = { dataFolder: newFolder(), databaseUrl: postgres.address };
    const [a, b] = await Promise.all([openDatabase(config, quiet), openDatabase(config, quiet)]);
    const heard: Signal[] = [];
    b.signals.listen((signal) => heard.push(signal));
    // The listener connects by itself, so the first signals may come before it hears.
    await expect
      .poll(
        async () => {
          await a.signals.send([{ kind: "turn-stop", turnId: "x" }]);
          return heard;
        },
        { timeout: 10_000 },
      )
      .toContainEqual({ kind: "turn-stop", turnId: "x" });
    await Promise.all([a.close(), b.close()]);
  });
});
