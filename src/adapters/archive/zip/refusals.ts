import type { UnpackOrder } from '../../../ports/archive-reader.ts';
import type { ZipEntry } from './contents.ts';
import { refused } from './refused.ts';

/** Refuses an archive for what its table of contents says, before anything of it is unpacked. */
export function refuseContents(entries: readonly ZipEntry[], order: UnpackOrder): void {
  const seen = new Set<string>();
  let total = 0;
  for (const entry of entries) {
    refusePath(entry);
    refuseKind(entry);
    const name = entry.path.toLowerCase();
    if (seen.has(name)) throw refused('it holds the same file twice', entry.path);
    seen.add(name);
    if (entry.isFolder) continue;
    if (!order.isExpected(entry.path)) throw refused('it holds a file that no backtest makes', entry.path);
    refuseSize(entry, order);
    total += entry.size;
    if (total > order.bounds.total) throw refused('it holds too much', null, `at most ${order.bounds.total} bytes`);
  }
}

function refusePath({ path }: ZipEntry): void {
  const parts = path.replace(/\/$/, '').split('/');
  const leadsOut = path.startsWith('/') || path.includes('\\') || path.includes(':');
  if (leadsOut || parts.some((part) => ['', '.', '..'].includes(part)))
    throw refused('a path leads out of it', path, 'a path below its folder, such as bundle.json');
}

function refuseKind({ path, kind, isFolder, size }: ZipEntry): void {
  if (kind === 'link') throw refused('it holds a link', path, 'plain files');
  if (kind === 'special') throw refused('it holds something that is no plain file', path, 'plain files');
  if (isFolder && size > 0) throw refused('it holds a folder with content of its own', path);
}

const MEBIBYTE = 1_048_576;

function refuseSize({ path, size, packed, method }: ZipEntry, { bounds }: UnpackOrder): void {
  if (size > bounds.file) throw refused(`a file has ${size} bytes`, path, `at most ${bounds.file}`);
  if (method === 'stored' && size !== packed) throw refused('a file has two lengths', path);
  if (size > MEBIBYTE && size > packed * bounds.ratio)
    throw refused('a file is too large for its packed form', path, `at most ${bounds.ratio} times larger`);
}
