import "server-only";
import type { Database } from "../database/schema";

/** What is known of a stored blob. Sizes in bytes and pixels, as shown (after its EXIF orientation). */
export type BlobRecord = {
  blob: string;
  mediaType: string;
  bytes: number;
  width?: number;
  height?: number;
};

/** Keeps a blob's record; one that is there stays as it is. */
export async function recordBlob({
  ctx: { database, clock },
  input: { blob, mediaType, bytes, width, height },
}: {
  ctx: { database: Database; clock: () => number };
  input: BlobRecord;
}): Promise<void> {
  await database
    .insertInto("blobs")
    .values({
      hash: blob,
      mediaType,
      bytes,
      width: width ?? null,
      height: height ?? null,
      createdAt: clock(),
    })
    .onConflict((conflict) => conflict.column("hash").doNothing())
    .execute();
}

/** The record of a blob, or undefined when it was never accepted. */
export async function findBlob({
  ctx: { database },
  input: { blob },
}: {
  ctx: { database: Database };
  input: { blob: string };
}): Promise<BlobRecord | undefined> {
  const row = await database.selectFrom("blobs").selectAll().where("hash", "=", blob).executeTakeFirst();
  if (!row) return undefined;
  const { mediaType, bytes, width, height } = row;
  return { blob, mediaType, bytes, ...(width !== null && { width }), ...(height !== null && { height }) };
}
