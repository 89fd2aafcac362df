import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import type { LineDifference } from '../../backtest/determinism/line-difference.ts';
import { isInside } from '../../change/diff-path.ts';
import { AppError } from '../../kernel/app-error.ts';
import { wordFileFailure } from '../../kernel/file-failure.ts';
import type { FileDigest, PassingFolder, RunFolders } from '../../ports/run-folders.ts';

/** Folders on this machine; the names of files come from us and never from a strategy. */
export const runFolders: RunFolders = {
  passing: () => open(join(tmpdir(), 'conclave-run-')),
  staging: async (target) => {
    await tryTo('make', dirname(target), () => mkdir(dirname(target), { recursive: true }));
    return open(`${target}.unfinished-`);
  },
  write: ({ path }, name, text) => {
    const file = join(path, name);
    return tryTo('write', file, async () => {
      if (!isInside(name)) throw new Error('it leads out of its folder');
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    });
  },
  read: ({ path }, name) => tryTo('read', join(path, name), () => readFile(join(path, name), 'utf8')),
  keep: async ({ path }, target) => {
    const names = (await readdir(path)).sort();
    await tryTo('make', target, () => mkdir(target, { recursive: true }));
    for (const name of names)
      await tryTo('write', join(target, name), () => rename(join(path, name), join(target, name)));
    return names.map((name) => join(target, name));
  },
  digest: ({ path }, name) => digest(path, name),
  firstDifference: async (name, first, second) => {
    const [one, other] = [await digest(first.path, name), await digest(second.path, name)];
    return one.sha256 === other.sha256 ? null : findDifference(name, join(first.path, name), join(second.path, name));
  },
};

async function open(prefix: string): Promise<PassingFolder> {
  const path = await tryTo('make', `${prefix}…`, () => mkdtemp(prefix));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

async function digest(folder: string, name: string): Promise<FileDigest> {
  const hash = createHash('sha256');
  let bytes = 0;
  const stream = createReadStream(join(folder, name));
  stream.on('data', (chunk) => {
    bytes += chunk.length;
  });
  await tryTo('read', join(folder, name), () => pipeline(stream, hash));
  return { name, bytes, sha256: hash.digest('hex') };
}

/** Reads both files side by side until a line differs; neither is held as a whole. */
async function findDifference(name: string, first: string, second: string): Promise<LineDifference> {
  const [one, other] = [linesOf(first), linesOf(second)];
  let header = '';
  try {
    for (let line = 1; ; line += 1) {
      const [a, b] = await Promise.all([one.next(), other.next()]);
      const [left, right] = [a.done === true ? null : a.value, b.done === true ? null : b.value];
      if (line === 1) header = left ?? '';
      if (left !== right || left === null) return { name, line, header, first: left, second: right };
    }
  } finally {
    await Promise.all([one.return?.(), other.return?.()]);
  }
}

function linesOf(path: string): AsyncIterator<string> {
  return createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })[
    Symbol.asyncIterator
  ]();
}

async function tryTo<T>(doing: string, path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new AppError('bad-input', `cannot ${doing} ${path}: ${wordFileFailure(cause)}`, {
      expected: 'a place where files can be written, with room on the disk',
      cause,
    });
  }
}
