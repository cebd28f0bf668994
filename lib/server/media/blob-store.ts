import "server-only";

/** Which bytes of a blob: both ends inclusive, as in HTTP. */
export type ByteRange = { start: number; end: number };

/** Bytes by their SHA-256 in lower-case hex. The same bytes are stored once; a blob is whole or not there. */
export type BlobStore = {
  /** Stores bytes durably and answers their hash. Storing what is there is cheap and changes nothing. */
  put: (bytes: Uint8Array) => Promise<string>;
  /** The blob's size in bytes, or undefined when it is not there. */
  size: (blob: string) => Promise<number | undefined>;
  read: (blob: string) => Promise<Uint8Array>;
  /** Streams a range without holding it in memory. */
  stream: (blob: string, range: ByteRange) => ReadableStream<Uint8Array>;
};
