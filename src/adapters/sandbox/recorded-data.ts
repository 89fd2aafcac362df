import { lstat, realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { DataSource } from '../../backtest/data/data-source.ts';
import { isInside } from '../../change/diff-path.ts';
import type { DataFile } from '../../ports/backtest-engine.ts';
import { openDataFile } from './data-file.ts';

/** Files that a person named, and the folder from which recorded paths lead; absolute. */
export interface DataPlaces {
  readonly named: readonly DataFile[];
  readonly root: string;
}

/** A file that a run recorded; the path is a stranger's words. */
export interface RecordedFile {
  readonly symbol: string;
  readonly path: string | null;
}

/**
 * Opens files of market data of a recorded run: the one that a person named for the symbol, else the one at the recorded
 * path, where that is a plain file below the folder that no link leads to. Null where there is none.
 */
export function openRecordedData({
  named,
  root,
}: DataPlaces): (wanted: RecordedFile) => Promise<(DataSource & AsyncDisposable) | null> {
  return async ({ symbol, path }) => {
    const given = named.find((each) => each.symbol === symbol);
    if (given !== undefined) return await openDataFile(given.path, symbol);
    if (path === null || !isInside(path)) return null;
    return (await isPlain(root, path)) ? await openDataFile(join(root, path), symbol) : null;
  };
}

async function isPlain(root: string, path: string): Promise<boolean> {
  try {
    const [folder, file] = await Promise.all([realpath(root), realpath(join(root, path))]);
    return resolve(folder, path) === file && (await lstat(file)).isFile();
  } catch {
    return false;
  }
}
