import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { AppError, renderError } from '../src/kernel/app-error.ts';

/** What a release is made of. */
export interface ReleaseParts {
  /** The root of the repository. */
  readonly root: string;
  /** The build that is published. */
  readonly dist: string;
  /** The folder that is made; what stood there is gone. */
  readonly target: string;
  /** `owner/name` of the repository that publishes, as users write it after `uses:`. */
  readonly repository: string;
}

/** What stands on the release branch beside build and checksums; a user's runner downloads all of it. */
const contents = ['actions', 'action.yml', 'LICENSE', 'CHANGELOG.md'];

/** The word that stands for the publishing repository where nobody knows it yet. */
const placeholder = 'OWNER/conclave';

/** Lays out the files of the release branch in a folder, with a checksum for each. */
export function assembleRelease({ root, dist, target, repository }: ReleaseParts): void {
  refuseOddName(repository);
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  copy(dist, join(target, 'dist'));
  for (const name of contents) copy(join(root, name), join(target, name));
  for (const path of listFiles(target)) nameRepository(join(target, path), repository);
  const sums = listFiles(target).map((path) => `${checksumOf(join(target, path))}  ${path}\n`);
  writeFileSync(join(target, 'SHA256SUMS'), sums.join(''));
}

function refuseOddName(repository: string): void {
  if (/^[\w.-]+\/[\w.-]+$/.test(repository)) return;
  throw new AppError('bad-input', `"${repository}" names no repository`, { expected: 'owner/name' });
}

function copy(from: string, to: string): void {
  try {
    cpSync(from, to, { recursive: true });
  } catch (cause) {
    throw new AppError('broken', 'a part of the release cannot be copied', {
      where: from,
      advice: 'npm run build makes dist/',
      cause,
    });
  }
}

/** Users copy workflows and lines of pages as they are; the documents that a page leads to stay on the main branch. */
function nameRepository(path: string, repository: string): void {
  if (!/\.(?:yml|md)$/.test(path)) return;
  const documents = `](https://github.com/${repository}/blob/main/docs/`;
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, text.replaceAll(placeholder, repository).replaceAll('](../../docs/', documents));
}

/** Files below a folder, by path from there, in the order of their bytes. */
function listFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

function checksumOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

if (import.meta.main) {
  const [target = '', repository = ''] = process.argv.slice(2);
  try {
    if (target === '') throw new AppError('bad-input', 'no folder was named', { expected: 'FOLDER OWNER/NAME' });
    const root = join(import.meta.dirname, '..');
    assembleRelease({ root, dist: join(root, 'dist'), target, repository });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    process.stderr.write(`release: ${renderError(error)}\n`);
    process.exitCode = 1;
  }
}
