import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openRepository } from '../../../src/adapters/git/repository.ts';
import {
  makeFolder,
  makeRepository,
  makeTrap,
  removeFolders,
  type ScratchRepository,
  scratchEnvironment,
  type Trap,
} from './scratch-repository.ts';

afterAll(removeFolders);

async function open(repository: ScratchRepository) {
  return openRepository(repository.folder, scratchEnvironment);
}

/** Two commits of a file, and changes in the work tree that git must compare by their content. */
function makeChange(): ScratchRepository {
  const repository = makeRepository();
  repository.write('run.py', 'a\n');
  repository.commit();
  repository.git('switch', '--quiet', '--create', 'feature');
  repository.write('run.py', 'b\n');
  repository.commit();
  repository.write('run.py', 'c\n');
  return repository;
}

interface Snare {
  readonly set: (repository: ScratchRepository, program: string) => void;
  /** What makes git run the program in everyday use. */
  readonly usual: readonly string[];
}

const usualDiff = ['diff', 'main', 'HEAD'];

const snares: Readonly<Record<string, Snare>> = {
  'an external diff': { set: ({ git }, program) => git('config', 'diff.external', program), usual: usualDiff },
  'a diff driver': {
    set: ({ git, write }, program) => {
      git('config', 'diff.trap.command', program);
      write('.gitattributes', '*.py diff=trap\n');
    },
    usual: usualDiff,
  },
  'a text converter': {
    set: ({ git, write }, program) => {
      git('config', 'diff.trap.textconv', program);
      write('.git/info/attributes', '*.py diff=trap\n');
    },
    usual: usualDiff,
  },
  'a filter': {
    set: ({ git, write }, program) => {
      git('config', 'filter.trap.clean', program);
      git('config', 'filter.trap.required', 'true');
      write('.gitattributes', '*.py filter=trap\n');
    },
    usual: ['status'],
  },
  'a filter that keeps running, with an odd name': {
    set: ({ git, write }, program) => {
      git('config', 'filter.tr=ap.process', program);
      write('.git/info/attributes', '*.py filter=tr=ap\n');
    },
    usual: ['status'],
  },
  'a file system monitor': { set: ({ git }, program) => git('config', 'core.fsmonitor', program), usual: ['status'] },
  'a hook': { set: ({ git }, program) => git('config', 'core.hooksPath', dirname(program)), usual: ['add', 'run.py'] },
};

describe('a repository that names a program', () => {
  it.each(Object.entries(snares))('has it never run: %s', async (_, { set, usual }) => {
    const repository = makeChange();
    const trap = makeTrap();
    set(repository, trap.program);
    const snapped = snaps(repository, trap, usual);
    repository.write('run.py', 'd\n');
    trap.forget();

    const { change, uncommitted } = await (await open(repository)).readRange({ base: 'main', head: null });

    expect({ snapped, wasRun: trap.wasRun() }).toEqual({ snapped: true, wasRun: false });
    expect(change.files.map((file) => [file.path, file.after])).toEqual([['run.py', 'b\n']]);
    expect(uncommitted).toContain('run.py');
  });
});

/** Whether the trap would snap in everyday use, so that its silence means something. */
function snaps(repository: ScratchRepository, trap: Trap, usual: readonly string[]): boolean {
  try {
    repository.git(...usual);
  } catch {
    // A program that answers nonsense makes git fail; that it ran is all that counts.
  }
  return trap.wasRun();
}

describe('a ref that is meant to be something else', () => {
  const repository = makeChange();

  it.each([
    ['an option', '--output=pwned'],
    ['a short option', '-h'],
    ['the end of options', '--'],
    ['two lines', 'main\nHEAD'],
    ['a NUL', 'main\0'],
    ['nothing', ''],
    ['a blank', ' '],
    ['a range', 'main..feature'],
    ['a file of a commit', 'main:run.py'],
    ['a tree', 'main^{tree}'],
    ['a shell word', '$(touch pwned)'],
    ['an escape sequence', '\u001b[31mmain'],
  ])('names no commit: %s', async (_, ref) => {
    const opened = await open(repository);

    for (const range of [
      { base: ref, head: null },
      { base: 'main', head: ref },
    ])
      await expect(opened.readRange(range)).rejects.toMatchObject({
        code: 'bad-input',
        message: expect.stringContaining('names no commit of '),
      });
    await expect(opened.listFiles(ref, '')).rejects.toMatchObject({ code: 'bad-input' });
    expect(existsSync(join(repository.folder, 'pwned'))).toBe(false);
  });
});

describe('a ref that would speak to the terminal', () => {
  it('is shown as harmless text', async () => {
    const finding = (await open(makeChange())).findCommit('\u001b[31mmain');

    await expect(finding).rejects.toThrow('"\\u001b[31mmain" names no commit of ');
  });
});

describe('an environment that points elsewhere', () => {
  it('is not followed', async () => {
    const [repository, other] = [makeChange(), makeFolder()];
    const environment = {
      ...scratchEnvironment,
      GIT_DIR: other,
      GIT_WORK_TREE: other,
      GIT_EXTERNAL_DIFF: '/bin/false',
    };

    const { change } = await (await openRepository(repository.folder, environment)).readRange({
      base: 'main',
      head: null,
    });

    expect(change.files).toHaveLength(1);
  });
});
