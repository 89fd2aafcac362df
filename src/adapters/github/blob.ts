import { createHash } from 'node:crypto';

/** A file that is to be read by its id, and a place where it stands. */
export interface WantedBlob {
  readonly id: string;
  /** Bytes. */
  readonly size: number;
  readonly commit: string;
  readonly path: string;
}

/** The id that git gives to the bytes of a file; of the same kind, SHA-1 or SHA-256, as an id that is given. */
export function blobId(bytes: Uint8Array, like: string): string {
  const algorithm = like.length === 64 ? 'sha256' : 'sha1';
  return createHash(algorithm).update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
