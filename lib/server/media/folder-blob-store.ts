import "server-only";
import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { type FileHandle, mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { blobNotFound } from "./blob-not-found";
import type { BlobStore, ByteRange } from "./blob-store";

const pieceBytes = 1_000_000;
const readBytes = 256 * 1024;
const leftoverAfterMs = 60 * 60 * 1000;

/**
 * Blobs as files `aa/bb/<hash>` under a folder. A blob is written beside, synced and then renamed into place, so a
 * crash leaves at most a file in `incoming/`; those older than an hour are removed here, at open.
 * `read` and `stream` fail with PerigeeError `not-found` for a blob that is not there.
 */
export function createFolderBlobStore(folder: string): BlobStore {
  const incoming = join(folder, "incoming");
  mkdirSync(incoming, { recursive: true });
  sweep(incoming, Date.now() - leftoverAfterMs);
  const pathOf = (blob: string) => join(folder, blob.slice(0, 2), blob.slice(2, 4), blob);
  return {
    put: async (bytes) => {
      const blob = await hashOf(bytes);
      const path = pathOf(blob);
      if ((await sizeAt(path)) !== bytes.length) await writeTo(path, bytes, incoming);
      // Also when it was there: whoever renamed it may not have come this far.
      for (const parent of [dirname(path), dirname(dirname(path)), folder]) await syncFolder(parent);
      return blob;
    },
    size: async (blob) => (isHash(blob) ? sizeAt(pathOf(blob)) : undefined),
    read: async (blob) => {
      if (!isHash(blob)) throw blobNotFound();
      return readFile(pathOf(blob)).catch((error: unknown) => {
        throw isMissing(error) ? blobNotFound() : error;
      });
    },
    stream: (blob, range) => streamFile(isHash(blob) ? pathOf(blob) : undefined, range),
  };
}

/** A blob's name comes from outside; nothing else may become part of a path. */
function isHash(blob: string): boolean {
  return /^[0-9a-f]{64}$/.test(blob);
}

/** Hashes piece by piece, so that no stream waits for a large picture. */
async function hashOf(bytes: Uint8Array): Promise<string> {
  const hash = createHash("sha256");
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    hash.update(bytes.subarray(at, at + pieceBytes));
    await setImmediate();
  }
  return hash.digest("hex");
}

async function writeTo(path: string, bytes: Uint8Array, incoming: string): Promise<void> {
  const unfinished = join(incoming, randomUUID());
  try {
    const file = await open(unfinished, "wx");
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await mkdir(dirname(path), { recursive: true });
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

async function syncFolder(path: string): Promise<void> {
  // Windows opens no folders; its file system keeps renames in its own journal.
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function sizeAt(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function streamFile(path: string | undefined, { start, end }: ByteRange): ReadableStream<Uint8Array> {
  let file: FileHandle | undefined;
  let isCancelled = false;
  let at = start;
  const close = async () => {
    await file?.close();
    file = undefined;
  };
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          file ??= await openBlob(path);
          const length = Math.min(readBytes, end + 1 - at);
          const { bytesRead, buffer } = await file.read(new Uint8Array(length), 0, length, at);
          if (isCancelled) return await close();
          if (bytesRead === 0) throw new Error(`A blob's file ends at ${at}, before byte ${end}.`);
          at += bytesRead;
          controller.enqueue(buffer.subarray(0, bytesRead));
          if (at > end) {
            await close();
            controller.close();
          }
        } catch (error) {
          await close();
          throw error;
        }
      },
      async cancel() {
        isCancelled = true;
        await close();
      },
    },
    { highWaterMark: 0 },
  );
}

async function openBlob(path: string | undefined): Promise<FileHandle> {
  if (path === undefined) throw blobNotFound();
  return open(path, "r").catch((error: unknown) => {
    throw isMissing(error) ? blobNotFound() : error;
  });
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

function sweep(incoming: string, before: number): void {
  for (const name of readdirSync(incoming)) {
    const path = join(incoming, name);
    // Another instance may be sweeping the same folder.
    const found = statSync(path, { throwIfNoEntry: false });
    if (found && found.mtimeMs < before) rmSync(path, { force: true });
  }
}
