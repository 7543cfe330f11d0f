import path from 'node:path';
import type { Readable } from 'node:stream';
import { createFileStore } from './file-store.ts';
import { createS3Store, parseS3Address } from './s3-store.ts';

/** Where snapshots and clips lie. Keys look like paths: `2030/01/31/<case>/clip.mp4`. */
export interface EvidenceStore {
  /** Stores the bytes whole or not at all, durably, and replaces what lay there. Returns what was stored. */
  put(key: string, bytes: Uint8Array, contentType: string): Promise<StoredObject>;
  /** A stretch of an object, or all of it; `undefined` where there is none. Rejects with `RangeError` beyond its end. */
  get(key: string, range?: ByteRange): Promise<OpenedObject | undefined>;
  /** True where there was one. */
  delete(key: string): Promise<boolean>;
  /** Every object whose key begins so. */
  list(prefix: string): AsyncIterable<{ key: string; bytes: number }>;
}

export interface StoredObject {
  key: string;
  bytes: number;
  /** Lower-case hex. */
  sha256: string;
}

/** First and last byte, both included, as in an HTTP Range. */
export interface ByteRange {
  start: number;
  end?: number;
}

export interface OpenedObject {
  stream: Readable;
  /** Of the whole object. */
  totalBytes: number;
  /** Where the stream begins and ends, both included; `end` is -1 for an empty object. */
  start: number;
  end: number;
}

/** The store that the settings name: an S3 bucket, else a folder. */
export function openEvidenceStore(options: {
  dataDir: string;
  s3Address?: string | undefined;
}): EvidenceStore {
  if (options.s3Address) return createS3Store(parseS3Address(options.s3Address));
  return createFileStore(path.join(options.dataDir, 'evidence'));
}
