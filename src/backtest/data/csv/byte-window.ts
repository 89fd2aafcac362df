import { createHash } from 'node:crypto';
import type { DataSource } from '../data-source.ts';
import { readExactly } from '../file-format.ts';

/** How much is read at once. */
const BLOCK = 1024 * 1024;

/** Longest a row may be, so that a quote that is never closed does not pull in a whole file. */
export const LONGEST_ROW = 64 * 1024;

/** A stretch of a file in memory: what was read last, behind the row that it began in. */
export interface ByteWindow {
  readonly bytes: Uint8Array;
  /** End of the bytes that are there. */
  limit: number;
  /** Bytes of the file that were read. */
  taken: number;
  readonly hash: ReturnType<typeof createHash>;
}

/** A window at the start of a file, still empty. */
export function openWindow(): ByteWindow {
  return { bytes: new Uint8Array(BLOCK + LONGEST_ROW), limit: 0, taken: 0, hash: createHash('sha256') };
}

/** Keeps what begins at `keep`, at most the longest row, and reads on behind it; every byte is hashed once. */
export async function moveWindow(window: ByteWindow, source: DataSource, keep: number): Promise<void> {
  window.bytes.copyWithin(0, keep, window.limit);
  const kept = window.limit - keep;
  const end = Math.min(source.byteLength, window.taken + BLOCK);
  const block = await readExactly(source, window.taken, end);
  window.hash.update(block);
  window.bytes.set(block, kept);
  window.limit = kept + block.length;
  window.taken = end;
}
