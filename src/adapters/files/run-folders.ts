import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import type { LineDifference } from '../../backtest/determinism/line-difference.ts';
import { isInside } from '../../change/diff-path.ts';
import { AppError } from '../../kernel/app-error.ts';
import { codeOf, wordFileFailure } from '../../kernel/file-failure.ts';
import type { FileDigest, PassingFolder, RunFolders } from '../../ports/run-folders.ts';

/** Folders on this machine; the names of files come from us and never from a strategy. */
export const runFolders: RunFolders = {
  passing: () => tryTo('make', join(tmpdir(), 'conclave-run-…'), () => open(join(tmpdir(), 'conclave-run-'))),
  staging: (target) => tryTo('make', target, async () => openStaging(await firstToMake(target))),
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
  firstDifference: (name, first, second) => findDifference(name, join(first.path, name), join(second.path, name)),
};

async function open(prefix: string): Promise<PassingFolder> {
  const path = await mkdtemp(prefix);
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** The folder itself where its parent is there, else the uppermost of its parents that is not: all below is made last. */
async function firstToMake(target: string): Promise<string> {
  const found = await stat(target).catch((cause: unknown) => {
    if (codeOf(cause) === 'ENOENT') return null;
    throw cause;
  });
  if (found !== null && !found.isDirectory()) throw new Error('a file stands in the way');
  const parent = dirname(target);
  if (found !== null || parent === target || (await isFolder(parent))) return target;
  return firstToMake(parent);
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found?.isDirectory() === true;
}

async function openStaging(target: string): Promise<PassingFolder> {
  await removeAbandoned(target);
  return open(`${target}${UNFINISHED}${process.pid}-`).catch((cause: unknown) => {
    throw codeOf(cause) === 'ENOENT' ? new Error('no folder can be made there', { cause }) : cause;
  });
}

const UNFINISHED = '.unfinished-';

/** A process that was killed leaves its folder behind; nobody else knows of it. */
async function removeAbandoned(target: string): Promise<void> {
  const start = `${basename(target)}${UNFINISHED}`;
  for (const name of await readdir(dirname(target)).catch(() => [])) {
    const owner = name.startsWith(start) ? /^(\d+)-[A-Za-z0-9]{6}$/.exec(name.slice(start.length))?.[1] : undefined;
    if (owner === undefined || isRunning(Number(owner))) continue;
    // What cannot be removed is in nobody's way.
    await rm(join(dirname(target), name), { recursive: true, force: true }).catch(() => {});
  }
}

/** Signal 0 asks whether a process is there, and does nothing to it. */
function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch (cause) {
    return codeOf(cause) !== 'ESRCH';
  }
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

const EXPECTED = {
  make: 'a place where folders can be made, with room on the disk',
  write: 'a place where files can be written, with room on the disk',
  read: 'a file that is there and can be read',
} as const;

async function tryTo<T>(doing: keyof typeof EXPECTED, path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new AppError('bad-input', `cannot ${doing} ${path}: ${wordFileFailure(cause)}`, {
      expected: EXPECTED[doing],
      cause,
    });
  }
}
