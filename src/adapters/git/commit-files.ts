import { isInside } from '../../change/diff-path.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { CommitFile, CommitFiles } from '../../ports/commit-files.ts';
import { findCommit } from './commits.ts';
import { gitFailed, runGit } from './git.ts';
import { askGit, findPlace, type GitPlace, inObjects } from './place.ts';

const KINDS: Readonly<Record<string, string>> = {
  '120000': 'a symbolic link, which is never followed',
  '160000': 'a submodule, which is never followed',
  '040000': 'a folder',
};

const MEBIBYTE = 1024 * 1024;

/** Opens the files of the commits of a repository; throws an AppError when there is none. */
export async function openCommitFiles(
  folder: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<CommitFiles> {
  const place = await findPlace(folder, environment);
  return { read: (commit, path, most) => readFile(place, { commit, path, most }) };
}

interface Wanted {
  readonly commit: string;
  readonly path: string;
  readonly most: number;
}

async function readFile(place: GitPlace, { commit, path, most }: Wanted): Promise<CommitFile> {
  if (!isInside(path)) return { kind: 'absent' };
  const found = await findEntry(place, await findCommit(place, commit), path);
  if (found === null) return { kind: 'absent' };
  const special = found.mode.startsWith('100') ? null : (KINDS[found.mode] ?? 'no plain file');
  if (special !== null) return { kind: 'unusable', reason: special };
  const answer = await runGit(inObjects(place, ['cat-file', 'blob', found.id]), most + 1);
  if (answer.output.length > most) return { kind: 'unusable', reason: `over ${wordSize(most)}` };
  if (answer.exitCode === 0) return { kind: 'file', bytes: answer.output };
  throw gitFailed(`reading ${path}`, answer);
}

async function findEntry(place: GitPlace, commit: string, path: string) {
  const args = ['ls-tree', '-z', '--full-tree', commit, '--', path];
  const lines = (await askGit(inObjects(place, args), 'finding a file')).split('\0').filter((line) => line !== '');
  const [, mode = '', id = '', named = ''] = /^(\d{6}) \w+ ([0-9a-f]+)\t(.+)$/s.exec(lines[0] ?? '') ?? [];
  if (lines.length === 0) return null;
  if (lines.length === 1 && named === path) return { mode, id };
  throw new AppError('broken', `git named ${lines.length} files for one path`, { where: path });
}

function wordSize(bytes: number): string {
  return bytes % MEBIBYTE === 0 ? `${bytes / MEBIBYTE} MiB` : `${bytes} bytes`;
}
