import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openRepository } from '../../../src/adapters/git/repository.ts';
import { AppError, renderError } from '../../../src/kernel/app-error.ts';
import {
  makeFolder,
  makeRepository,
  openScratch,
  removeFolders,
  type ScratchRepository,
  scratchEnvironment,
} from './scratch-repository.ts';

afterAll(removeFolders);

/** The error a person would see, with its code. */
async function complaintOf(folder: string, base: string, head: string | null = null): Promise<string> {
  try {
    await (await openRepository(folder, scratchEnvironment)).readRange({ base, head });
    return 'no error';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return `${error.code} ${renderError(error)}`.replaceAll(folder, 'FOLDER');
  }
}

function makeBranches(): ScratchRepository {
  const repository = makeRepository();
  repository.write('run.py', 'a\n');
  repository.commit();
  repository.git('switch', '--quiet', '--create', 'feature');
  repository.write('run.py', 'b\n');
  repository.commit();
  return repository;
}

function clone(repository: ScratchRepository, ...options: readonly string[]): ScratchRepository {
  const folder = join(makeFolder(), 'clone');
  repository.git('config', 'uploadpack.allowFilter', 'true');
  repository.git('clone', '--quiet', ...options, `file://${repository.folder}`, folder);
  return openScratch(folder);
}

describe('a folder that cannot be reviewed', () => {
  it('is refused when it is in no repository', async () => {
    const complaint = await complaintOf(makeFolder(), 'main');

    expect(complaint).toContain('bad-input --repo: FOLDER is not in a git repository');
    expect(complaint).toContain('--diff FILE');
  });

  it('is refused when it does not exist, or is a file', async () => {
    const repository = makeBranches();

    expect(await complaintOf(join(repository.folder, 'none'), 'main')).toContain(
      'bad-input --repo: there is no folder',
    );
    expect(await complaintOf(join(repository.folder, 'run.py'), 'main')).toContain('is not a folder');
  });

  it('is refused when git is not installed, as something outside of us', async () => {
    const opening = openRepository(makeBranches().folder, { ...scratchEnvironment, PATH: makeFolder() });

    await expect(opening).rejects.toMatchObject({
      code: 'outside-failed',
      message: 'git was not found on this machine',
    });
  });

  it('is refused when it has no commit yet', async () => {
    expect(await complaintOf(makeRepository().folder, 'main')).toContain('The repository has no commit yet.');
  });
});

describe('a range that cannot be reviewed', () => {
  it.each([
    ['maim', 'Did you mean "main"?'],
    ['feture', 'Did you mean "feature"?'],
    ['0123456789012345678901234567890123456789', 'git fetch origin'],
  ])('is refused when its base %s is unknown, with the ref that was meant', async (base, advice) => {
    const complaint = await complaintOf(makeBranches().folder, base);

    expect(complaint).toContain(`bad-input --base: "${base}" names no commit of `);
    expect(complaint).toContain(advice);
  });

  it('is refused when its head is unknown', async () => {
    expect(await complaintOf(makeBranches().folder, 'main', 'nope')).toContain(
      'bad-input --head: "nope" names no commit',
    );
  });

  it('names the branch of the remote when only that is here', async () => {
    const copy = clone(makeBranches(), '--branch=feature');

    expect(await complaintOf(copy.folder, 'main')).toContain('Did you mean "origin/main"?');
  });

  it('is refused when head and base are the same commit', async () => {
    const repository = makeBranches();

    expect(await complaintOf(repository.folder, 'feature')).toContain('"feature" and "HEAD" are the same commit');
    expect(await complaintOf(repository.folder, 'main', 'HEAD~1')).toContain(
      '--head: "main" and "HEAD~1" are the same',
    );
  });

  it('is refused when the base already holds the head', async () => {
    const complaint = await complaintOf(makeBranches().folder, 'feature', 'main');

    expect(complaint).toContain('bad-input --head: "feature" already holds all of "main"');
    expect(complaint).toContain('the wrong way round');
  });

  it('is refused when the two have no commit in common', async () => {
    const repository = makeBranches();
    repository.git('switch', '--quiet', '--orphan', 'alien');
    repository.write('x.py', 'x\n');
    repository.commit();

    expect(await complaintOf(repository.folder, 'main')).toContain(
      'bad-input --base: "main" and "HEAD" have no common',
    );
  });

  it.each([
    ['lacks the base', ['--depth=1', '--branch=feature'], 'main', 'names no commit of clone'],
    [
      'lacks the merge base',
      ['--depth=1', '--no-single-branch', '--branch=feature'],
      'origin/main',
      'no common commit here',
    ],
  ])('is refused with advice when a shallow clone %s', async (_, options, base, what) => {
    const repository = makeBranches();
    repository.git('switch', '--quiet', 'main');
    repository.write('later.py', 'x\n');
    repository.commit();

    const complaint = await complaintOf(clone(repository, ...options).folder, base);

    expect(complaint).toContain(what);
    expect(complaint).toContain('git fetch --unshallow');
  });

  it('is refused, and nothing is fetched, when a partial clone lacks the files', async () => {
    const copy = clone(makeBranches(), '--filter=blob:none', '--no-checkout', '--branch=feature');
    const blob = copy.git('rev-parse', 'origin/main:run.py');

    const complaint = await complaintOf(copy.folder, 'origin/main');

    expect(complaint).toContain('bad-input --base: files of the change are not in this clone');
    expect(copy.git('rev-list', '--objects', '--missing=print', '--all').split('\n')).toContain(`?${blob}`);
  });

  it('is refused when commits change nothing', async () => {
    const repository = makeBranches();
    repository.git('switch', '--quiet', '--create', 'nothing');
    repository.commit();

    expect(await complaintOf(repository.folder, 'feature')).toContain('the change is empty: no file differs');
  });

  it('is refused when it holds binary files only', async () => {
    const repository = makeBranches();
    repository.write('x.png', Buffer.from([0, 1]));
    repository.commit();

    expect(await complaintOf(repository.folder, 'HEAD~1')).toContain('the change holds binary files only (x.png)');
  });
});
