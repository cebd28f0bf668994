import "server-only";
import { randomUUID } from "node:crypto";
import { invalid } from "../wire/vendor-error";
import type { Json } from "../wire/vendor-wire";

export const filePurposes = ["file-extract", "image", "video", "batch"] as const;
type FilePurpose = (typeof filePurposes)[number];

export type StoredFile = {
  id: string;
  filename: string;
  purpose: FilePurpose;
  mediaType: string;
  /** Epoch seconds. */
  createdAt: number;
  content: Uint8Array<ArrayBuffer>;
};

/** Source: platform.kimi.ai, files: 1,000 files a user, 100 MB each. The total is the emulator's own guard. */
const mostFiles = 1_000;
const mostFileBytes = 100 * 1024 * 1024;
const mostBytes = 512 * 1024 * 1024;

/** The files uploaded to this emulator, in memory. */
export class FileStore {
  private readonly files = new Map<string, StoredFile>();
  private bytes = 0;

  /** @throws VendorError in the vendor's words when the file or its purpose is not taken */
  add(file: {
    filename: string;
    purpose: unknown;
    mediaType: string;
    content: Uint8Array<ArrayBuffer>;
  }): StoredFile {
    const purpose = filePurposes.find((known) => known === file.purpose);
    // The vendor's own wording is out of date: it takes four purposes and names one.
    if (!purpose) throw invalid("Invalid purpose: only 'file-extract' accepted", "purpose");
    const { length } = file.content;
    if (length === 0) throw invalid("Invalid request: file size is zero", "file");
    if (length > mostFileBytes)
      throw invalid("Invalid request: file size is too large, max file size is 100 MB", "file");
    if (this.files.size >= mostFiles)
      throw invalid(`Invalid request: too many files, max file count is ${mostFiles}`);
    if (this.bytes + length > mostBytes)
      throw invalid("Invalid request: the total size of your files is too large");
    const id = randomUUID().replaceAll("-", "").slice(0, 24);
    const stored = { ...file, id, purpose, createdAt: Math.floor(Date.now() / 1_000) };
    this.files.set(id, stored);
    this.bytes += length;
    return stored;
  }

  get(id: string): StoredFile | undefined {
    return this.files.get(id);
  }

  list(): StoredFile[] {
    return [...this.files.values()];
  }

  delete(file: StoredFile): void {
    if (this.files.delete(file.id)) this.bytes -= file.content.length;
  }
}

/** A file as the platform describes it. */
export function fileObject(file: StoredFile): Json {
  return {
    id: file.id,
    object: "file",
    bytes: file.content.length,
    created_at: file.createdAt,
    filename: file.filename,
    purpose: file.purpose,
    status: "ok",
    status_details: "",
  };
}
