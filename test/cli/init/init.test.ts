import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesOf, init, makeRepository } from './repository.ts';

const ALL = [
  '.github/conclave.yml',
  '.github/conclave/templates/mlops-readiness.md',
  '.github/conclave/templates/plan-dossier.md',
  '.github/pull_request_template.md',
  '.github/workflows/evidence.yml',
  '.github/workflows/guardrails.yml',
  '.github/workflows/waiver-audit.yml',
];

describe('a repository without any of the files', () => {
  it('gets all of them with --yes, and is told what to do next', async () => {
    using repository = makeRepository();

    const { exitCode, errors } = await init(repository.folder, ['--yes']);

    expect(exitCode).toBe(0);
    expect([...filesOf(repository.folder).keys()]).toEqual(ALL);
    await expect(errors.replaceAll(repository.folder, '/home/quant')).toMatchFileSnapshot('golden/summary-new.txt');
  });

  it('is shown them first, as a patch from which git makes the same files', async () => {
    using shown = makeRepository();
    using written = makeRepository();

    const { output } = await init(shown.folder, ['--dry-run']);
    await init(written.folder, ['--yes']);

    expect(filesOf(shown.folder)).toEqual(new Map());
    shown.git(['apply'], output);
    expect(filesOf(shown.folder)).toEqual(filesOf(written.folder));
  });

  it('is shown a new file with every line of it', async () => {
    using repository = makeRepository();

    const { output } = await init(repository.folder, ['--dry-run', '--only', 'templates']);

    await expect(output).toMatchFileSnapshot('golden/patch-new.txt');
  });

  it('changes nothing the second time', async () => {
    using repository = makeRepository();
    await init(repository.folder, ['--yes']);
    const before = filesOf(repository.folder);

    const { exitCode, output, errors } = await init(repository.folder, ['--yes']);

    expect({ exitCode, output }).toEqual({ exitCode: 0, output: '' });
    expect(errors.match(/^ {2}unchanged /gm)).toHaveLength(ALL.length);
    expect(errors).toContain('Nothing is to be written.');
    expect(filesOf(repository.folder)).toEqual(before);
  });

  it('is set up at its root, also from a folder within', async () => {
    using repository = makeRepository({ 'src/training/trainer.py': 'x = 1\n' });

    await init(join(repository.folder, 'src/training'), ['--yes', '--only', 'config']);

    expect([...filesOf(repository.folder).keys()]).toEqual(['.github/conclave.yml', 'src/training/trainer.py']);
  });

  it.each([
    ['config', ['.github/conclave.yml']],
    ['workflows', ALL.slice(4)],
    ['templates', ALL.slice(1, 4)],
    ['workflows, config', [ALL[0], ...ALL.slice(4)]],
  ])('gets with --only %s what it asks for', async (only, paths) => {
    using repository = makeRepository();

    await init(repository.folder, ['--yes', '--only', only]);

    expect([...filesOf(repository.folder).keys()]).toEqual(paths);
  });

  it('may be no git repository, which is said', async () => {
    using repository = makeRepository();
    const plain = join(repository.folder, '..');

    const { exitCode, errors } = await init(plain, ['--yes', '--only', 'config']);

    expect(exitCode).toBe(0);
    expect(errors).toContain('is not in a git repository, so the files go into the folder as it is.');
    expect(errors).toContain('1. Put the folder under git and on GitHub.');
  });
});

describe('the question', () => {
  it.each(['y\n', 'Yes\n', ' y \n'])('takes %j for a yes', async (answer) => {
    using repository = makeRepository();

    const { exitCode, errors } = await init(repository.folder, [], answer);

    expect(exitCode).toBe(0);
    expect(errors).toContain('Write 7 files? [y/N] ');
    expect(filesOf(repository.folder).size).toBe(7);
  });

  it.each(['n\n', '\n', '', 'yess\n', 'no\ny\n'])('takes %j for a no', async (answer) => {
    using repository = makeRepository();

    const { exitCode, errors } = await init(repository.folder, [], answer);

    expect(exitCode).toBe(1);
    expect(errors).toMatch(/Nothing was written\.\n$/);
    expect(filesOf(repository.folder)).toEqual(new Map());
  });

  it('is not asked where nobody can answer: the diff is shown and nothing written', async () => {
    using repository = makeRepository();

    const { exitCode, output, errors } = await init(repository.folder, []);

    expect(exitCode).toBe(2);
    expect(output).toContain('+version: 1');
    expect(errors).toMatch(/conclave: nothing was written, since nobody can be asked here\n {2}expected --yes /);
    expect(filesOf(repository.folder)).toEqual(new Map());
  });
});
