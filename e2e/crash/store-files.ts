import { copyFile, mkdtemp, open, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { DatabaseSync } from "node:sqlite";

const magic = "SQLite format 3\0";

/**
 * Runs SQLite's own check over every database in a folder that no process has open. It works on copies, so that
 * recovery from the write-ahead log stays the server's own work.
 * @returns what is wrong, empty when nothing is
 */
export async function damageIn(folder: string): Promise<string[]> {
  const damage: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && (await startsWithMagic(path))) damage.push(...(await damageOf(path)));
  }
  return damage;
}

async function startsWithMagic(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(magic.length), 0, magic.length, 0);
    return buffer.toString("latin1") === magic;
  } finally {
    await file.close();
  }
}

async function damageOf(path: string): Promise<string[]> {
  const copies = await mkdtemp(join(tmpdir(), "perigee-crash-"));
  const copy = join(copies, basename(path));
  try {
    await copyFile(path, copy);
    await copyFile(`${path}-wal`, `${copy}-wal`).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOENT") throw error;
    });
    const database = new DatabaseSync(copy);
    const rows = database
      .prepare("PRAGMA integrity_check")
      .all()
      .map((row) => String(row.integrity_check));
    const orphans = database.prepare("PRAGMA foreign_key_check").all().length;
    database.close();
    return [
      ...rows.filter((row) => row !== "ok").map((row) => `${basename(path)}: ${row}`),
      ...(orphans > 0 ? [`${basename(path)}: ${orphans} rows refer to rows that are not there`] : []),
    ];
  } finally {
    await rm(copies, { recursive: true, force: true });
  }
}
