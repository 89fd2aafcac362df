import { stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { AppError } from '../../kernel/app-error.ts';
import { type GitAnswer, type GitCall, gitFailed, inheritEnvironment, runGit } from './git.ts';

/** Where a repository stands on this machine. */
export interface GitPlace {
  readonly name: string;
  /** The work tree, null when there is none. */
  readonly workTree: string | null;
  readonly gitFolder: string;
  /** Where the objects are; differs from the git folder in a linked work tree. */
  readonly commonFolder: string;
  /** Whether the history was cut when it was cloned. */
  readonly shallow: boolean;
  /** How objects are named: `sha1` or `sha256`. */
  readonly objectFormat: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Finds the repository that holds a folder; throws an AppError when there is none. */
export async function findPlace(
  folder: string,
  variables: Readonly<Record<string, string | undefined>>,
): Promise<GitPlace> {
  const start = resolve(folder);
  await refuseMissing(start);
  const environment = inheritEnvironment(variables);
  // The last question fails where there is no work tree; the answers before it stand.
  const questions = [
    '--git-dir',
    '--git-common-dir',
    '--is-shallow-repository',
    '--show-object-format',
    '--show-toplevel',
  ];
  const args = ['rev-parse', '--path-format=absolute', ...questions];
  const answer = await runGit({ args, folder: start, environment });
  const [gitFolder, commonFolder, shallow, objectFormat, workTree] = answer.output.toString('utf8').split('\n');
  if (!gitFolder || !commonFolder || !shallow || !objectFormat) throw notARepository(start, answer);
  return {
    name: basename(workTree || gitFolder.replace(/(?:\/\.git|\.git)$/, '')),
    workTree: workTree || null,
    gitFolder,
    commonFolder,
    shallow: shallow === 'true',
    objectFormat,
    environment,
  };
}

/** A call that reads commits and files of commits, with neither the work tree nor the index of the repository. */
export function inObjects(place: GitPlace, args: readonly string[], input?: string): GitCall {
  const folder = join(place.commonFolder, 'objects');
  const environment = {
    ...place.environment,
    GIT_DIR: place.gitFolder,
    GIT_WORK_TREE: folder,
    GIT_INDEX_FILE: join(folder, 'no-index'),
  };
  return { args, folder, environment, ...(input === undefined ? {} : { input }) };
}

/** Runs a call that is not expected to fail and gives back its whole output. */
export async function askGit(call: GitCall, doing: string): Promise<string> {
  const answer = await runGit(call);
  if (answer.exitCode !== 0) throw gitFailed(doing, answer);
  return answer.output.toString('utf8');
}

async function refuseMissing(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => null);
  if (found?.isDirectory()) return;
  const what = found === null ? `there is no folder ${folder}` : `${folder} is not a folder`;
  throw new AppError('bad-input', what, { where: '--repo', expected: 'the folder of a git repository' });
}

function notARepository(folder: string, answer: GitAnswer): AppError {
  if (answer.complaint.includes('dubious ownership'))
    return new AppError('bad-input', `git does not trust ${folder}, since another user owns it`, {
      where: '--repo',
      expected: 'a repository of your own, or one you declared safe',
      advice: `If you trust it: git config --global --add safe.directory ${folder}`,
    });
  if (!answer.complaint.includes('not a git repository')) return gitFailed(`looking at ${folder}`, answer);
  return new AppError('bad-input', `${folder} is not in a git repository`, {
    where: '--repo',
    expected: 'the folder of a git repository',
    advice: 'Name one with --repo DIR, or review a diff with --diff FILE.',
  });
}
