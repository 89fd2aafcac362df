import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Writes beside the place and renames, so that a reader sees a whole file or none; only its owner may read it. */
export async function keepFile(place: string, bytes: Uint8Array): Promise<void> {
  const beside = `${place}.${randomBytes(4).toString('hex')}${PART}`;
  try {
    await writeFile(beside, bytes, { flag: 'wx', mode: 0o600 }).catch(async (cause: unknown) => {
      if (!isMissing(cause)) throw cause;
      await makeFolder(dirname(place));
      await writeFile(beside, bytes, { flag: 'wx', mode: 0o600 });
    });
    await rename(beside, place);
  } catch (cause) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw cause;
  }
}

/** Folder by folder, since making them at once never ends where a folder is there and takes none (`/proc`). */
async function makeFolder(folder: string): Promise<void> {
  const make = () =>
    mkdir(folder, { mode: 0o700 }).catch((cause: unknown) => {
      if (!isThere(cause)) throw cause;
    });
  await make().catch(async (cause: unknown) => {
    if (!isMissing(cause) || dirname(folder) === folder) throw cause;
    await makeFolder(dirname(folder));
    await make();
  });
}

const PART = '.part';
const HOUR_MS = 3_600_000;

/** How much a folder may hold. */
export interface CacheBound {
  readonly mostBytes: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Deletes what was not used for longest until nine tenths of the bound are left, and what was never finished. */
export async function dropOldest(folder: string, { mostBytes, now }: CacheBound): Promise<void> {
  const files = await listFiles(folder);
  const [parts, whole] = [files.filter(isPart), files.filter((file) => !isPart(file))];
  for (const { place, usedAt } of parts) if (now - usedAt > HOUR_MS) await rm(place, { force: true });
  let bytes = whole.reduce((sum, file) => sum + file.bytes, 0);
  if (bytes <= mostBytes) return;
  for (const file of whole.toSorted((left, right) => left.usedAt - right.usedAt)) {
    if (bytes <= mostBytes * 0.9) return;
    await rm(file.place, { force: true });
    bytes -= file.bytes;
  }
}

interface CacheFile {
  readonly place: string;
  readonly bytes: number;
  readonly usedAt: number;
}

function isPart({ place }: CacheFile): boolean {
  return place.endsWith(PART);
}

async function listFiles(folder: string): Promise<readonly CacheFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files: CacheFile[] = [];
  for (const entry of entries.filter((one) => one.isFile())) {
    const place = join(entry.parentPath, entry.name);
    // Another program may have deleted it meanwhile.
    const found = await stat(place).catch(() => null);
    if (found !== null) files.push({ place, bytes: found.size, usedAt: found.mtimeMs });
  }
  return files;
}

function isThere(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'EEXIST';
}

function isMissing(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
}
