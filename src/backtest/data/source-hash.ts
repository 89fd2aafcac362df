import { createHash } from 'node:crypto';
import type { DataSource } from './data-source.ts';

const BLOCK = 1_048_576;

/** SHA-256 of a file of market data as 64 lower-case hex digits, without holding it whole. */
export async function hashSource({ byteLength, read }: Pick<DataSource, 'byteLength' | 'read'>): Promise<string> {
  const hash = createHash('sha256');
  for (let at = 0; at < byteLength; at += BLOCK) hash.update(await read(at, Math.min(at + BLOCK, byteLength)));
  return hash.digest('hex');
}
