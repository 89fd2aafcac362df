import { constants } from 'node:fs';
import { lstat, open, readdir, realpath } from 'node:fs/promises';
import { basename, dirname, extname, join, relative } from 'node:path';
import { isInside } from '../../../change/diff-path.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { codeOf, wordFileFailure } from '../../../kernel/file-failure.ts';
import type { SentFile, SentStrategy } from '../../../ports/strategy-tools.ts';

/** Bounds on what is sent behind a wall. */
const SENT_LIMITS = { strategyBytes: 1_048_576, testBytes: 20_000_000, files: 500 } as const;

/** Which files are to be sent; paths are absolute. */
export interface SentOrder {
  /** The folder from which the files have their paths. */
  readonly root: string;
  readonly strategy: string;
  /** Tests and what they read, files and folders; null looks where tests usually stand. */
  readonly tests: readonly string[] | null;
}

/**
 * Reads a strategy with its tests and the files that they read. Links are not followed, nothing outside of the root is
 * read, and what is too large is refused, each with an `AppError` that names the file.
 */
export async function readSentStrategy({ root, strategy, tests }: SentOrder): Promise<SentStrategy> {
  const own = await readSent(root, strategy, { most: SENT_LIMITS.strategyBytes, what: 'a strategy' });
  refuseOtherBytes(own);
  const paths = tests === null ? await findTests(root, strategy) : await expand(tests);
  const files: SentFile[] = [];
  let room: number = SENT_LIMITS.testBytes;
  for (const path of paths) {
    if (path === strategy) continue;
    const file = await readSent(root, path, { most: room, what: 'the tests of a strategy together' });
    room -= file.bytes.length;
    files.push(file);
  }
  return { strategy: own, tests: files };
}

/** Throws an `AppError` where a file is a symbolic link: what it leads to may be another file the next moment. */
export async function refuseLink(path: string): Promise<void> {
  const found = await lstat(path).catch(() => null);
  if (found?.isSymbolicLink() === true) throw isLink(path);
}

function isLink(path: string): AppError {
  return new AppError('bad-input', 'this is a symbolic link, which is not followed', {
    where: path,
    expected: 'a plain file',
    advice: 'Name the file itself.',
  });
}

interface ReadingBounds {
  readonly most: number;
  readonly what: string;
}

async function readSent(root: string, path: string, { most, what }: ReadingBounds): Promise<SentFile> {
  const inside = relative(root, path).replaceAll('\\', '/');
  if (inside === '' || !isInside(inside)) {
    throw new AppError('bad-input', 'the file is outside of the repository', {
      where: path,
      expected: `a file below ${root}`,
      advice: 'Name another repository with --repo.',
    });
  }
  await refuseLink(path);
  await refuseLinkedFolder(root, path);
  return { path: inside, bytes: await readBounded(path, { most, what }) };
}

/** A link among the folders on the way may lead out of the root as well. */
async function refuseLinkedFolder(root: string, path: string): Promise<void> {
  const [top, folder] = await Promise.all([root, dirname(path)].map((each) => realpath(each).catch(() => null)));
  // What is not there is told by whoever opens it.
  if (top == null || folder == null || relative(top, folder) === relative(root, dirname(path))) return;
  throw new AppError('bad-input', 'the file lies behind a symbolic link, which is not followed', {
    where: path,
    expected: 'a file in plain folders',
    advice: 'Name the file where it really lies.',
  });
}

async function readBounded(path: string, { most, what }: ReadingBounds): Promise<Uint8Array> {
  // Without O_NONBLOCK a named pipe would be waited for.
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
  const handle = await open(path, flags).catch((cause: unknown) => {
    if (codeOf(cause) === 'ELOOP') throw isLink(path);
    const reason = codeOf(cause) === 'ENOENT' ? 'there is no such file' : wordFileFailure(cause);
    throw new AppError('bad-input', reason, { where: path, expected: EXPECTED, cause });
  });
  try {
    const found = await handle.stat();
    if (!found.isFile()) throw new AppError('bad-input', 'this is no plain file', { where: path, expected: EXPECTED });
    if (found.size > most) throw tooLarge(path, { size: found.size, most, what });
    const bytes = new Uint8Array(found.size);
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0);
    return bytes.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

const EXPECTED = 'a strategy, or a file of its tests';

function tooLarge(path: string, { size, most, what }: ReadingBounds & { readonly size: number }): AppError {
  return new AppError('bad-input', `the file has ${size} bytes`, {
    where: path,
    expected: `${what} of at most ${most} bytes`,
    advice: 'Keep data out of the code; tests need a few hundred bars.',
  });
}

function refuseOtherBytes({ path, bytes }: SentFile): void {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AppError('bad-input', 'the file is not in UTF-8', {
      where: path,
      expected: 'a strategy in UTF-8',
      advice: 'Save it again in UTF-8.',
      cause,
    });
  }
}

/** Where tests of a strategy usually stand: beside it, in `tests` beside it, and in `tests` of the repository. */
async function findTests(root: string, strategy: string): Promise<readonly string[]> {
  if (extname(strategy) !== '.py') return [];
  const name = `test_${basename(strategy)}`;
  const near = dirname(strategy);
  for (const folder of new Set([join(near, 'tests'), near, join(root, 'tests')])) {
    const test = join(folder, name);
    if ((await lstat(test).catch(() => null)) === null) continue;
    const around = [
      join(folder, 'conftest.py'),
      join(folder, 'fixtures'),
      join(near, 'fixtures'),
      join(root, 'fixtures'),
    ];
    const there = await Promise.all([...new Set(around)].map(async (path) => ((await isThere(path)) ? [path] : [])));
    return expand([test, ...there.flat()]);
  }
  return [];
}

async function isThere(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => null)) !== null;
}

/** Folders become the files below them, sorted; hidden ones and what Python leaves behind are left out. */
async function expand(paths: readonly string[]): Promise<readonly string[]> {
  const all: string[] = [];
  for (const path of paths) {
    const found = await lstat(path).catch(() => null);
    if (found?.isDirectory() === true) all.push(...(await filesBelow(path)));
    else all.push(path);
    if (all.length > SENT_LIMITS.files) throw tooMany(path);
  }
  return [...new Set(all)];
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const files: string[] = [];
  const waiting = [folder];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const entries = (await readdir(at, { withFileTypes: true })).filter(({ name }) => !/^\.|^__pycache__$/.test(name));
    for (const entry of entries) {
      if (entry.isDirectory()) waiting.push(join(at, entry.name));
      else files.push(join(at, entry.name));
    }
    if (files.length + waiting.length > SENT_LIMITS.files) throw tooMany(folder);
  }
  return files.sort();
}

function tooMany(path: string): AppError {
  return new AppError('bad-input', `there are more than ${SENT_LIMITS.files} files for the tests`, {
    where: path,
    expected: 'the tests of one strategy and what they read',
    advice: 'Name the files with --tests.',
  });
}
