import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listFiles } from '../running.ts';
import { init, makeRepository, type TestRepository } from './repository.ts';

const ROOT = join(import.meta.dirname, '../../..');
const isRoot = process.getuid?.() === 0;

type Setting = (repository: TestRepository) => readonly string[];

/** What a person does wrong, each in a name and what leads to it. */
const CASES: readonly (readonly [name: string, arrange: Setting])[] = [
  ['an unknown option', () => ['--forse']],
  ['a word too much', () => ['here']],
  ['an option without its value', () => ['--repo', '--yes']],
  ['a folder that is not there', () => ['--repo', 'nowhere']],
  [
    'a file in place of a folder',
    (repository) => {
      repository.write('file', '');
      return ['--repo', 'file'];
    },
  ],
  ['a group that is none', () => ['--only', 'config,workflow']],
  ['no group', () => ['--only', '']],
  ['a pattern that is no regular expression', () => ['--story-pattern', 'CVN-(']],
  ['a pattern that matches everything', () => ['--story-pattern', 'x*']],
  ['a pattern that could run for ever', () => ['--story-pattern', '(a+)+b']],
  ['a pattern on two lines', () => ['--story-pattern', 'a\nb']],
  ['an empty pattern', () => ['--story-pattern', '']],
  ['a pattern without a place', () => ['--story-pattern', 'CVN-1', '--only', 'templates']],
  ['a source that is no repository', () => ['--source', 'https://example.com/x']],
  ['a source without an owner of its own', () => ['--source', 'OWNER/conclave']],
  ['a source without a place', () => ['--source', 'acme/conclave', '--only', 'config']],
  [
    'a link to a folder elsewhere',
    ({ folder }) => {
      symlinkSync('..', join(folder, '.github'));
      return [];
    },
  ],
  [
    'a file in place of .github',
    (repository) => {
      repository.write('.github', '');
      return [];
    },
  ],
  [
    'a folder in place of a file',
    (repository) => {
      repository.write('.github/conclave.yml/x', '');
      return ['--force'];
    },
  ],
];

describe('bad input', () => {
  it('is told in our words with exit code 2, and nothing is written', async () => {
    const told: string[] = [];

    for (const [name, arrange] of CASES) {
      using repository = makeRepository();
      const argv = arrange(repository);
      const before = listFiles(repository.folder);
      const { exitCode, output, errors } = await init(repository.folder, [...argv, '--yes']);
      told.push(`## ${name}\n${errors.replaceAll(repository.folder, '/home/quant')}`);
      expect({ name, exitCode, output }).toEqual({ name, exitCode: 2, output: '' });
      expect(listFiles(repository.folder)).toEqual(before);
    }

    await expect(told.join('\n')).toMatchFileSnapshot('golden/bad-input.txt');
  });
});

describe.runIf(isRoot)('a folder of somebody else', () => {
  /** Runs the program as nobody, who may not write here. */
  function initAsNobody({ folder }: TestRepository, ...argv: readonly string[]) {
    chmodSync(join(folder, '..'), 0o755);
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(ROOT, 'src/cli/start.ts'), 'init', '--repo', folder, ...argv],
      { cwd: '/', env: { PATH: process.env.PATH ?? '' }, encoding: 'utf8', uid: 65_534, gid: 65_534, timeout: 20_000 },
    );
    return { status, stdout, stderr };
  }

  it('is refused in one sentence before anything is written', () => {
    using repository = makeRepository();

    const { status, stdout, stderr } = initAsNobody(repository, '--yes');

    expect(status).toBe(2);
    expect(stdout).toContain('+version: 1');
    expect(stderr).toContain(
      `conclave: ${repository.folder}: the folder cannot be written: its owner does not allow it\n`,
    );
  });

  it('is still shown what would be written', () => {
    using repository = makeRepository();

    const { status, stdout } = initAsNobody(repository, '--dry-run');

    expect(status).toBe(0);
    expect(stdout).toContain('+version: 1');
  });

  it('is refused where a file may not be read', () => {
    using repository = makeRepository({ '.github/conclave.yml': 'version: 1\n' });
    chmodSync(join(repository.folder, '.github/conclave.yml'), 0o600);

    const { status, stderr } = initAsNobody(repository, '--yes');

    expect(status).toBe(2);
    expect(stderr).toContain('conclave: .github/conclave.yml: what stands here cannot be read: its owner does not');
  });
});

describe('a repository with odd names', () => {
  it('is set up all the same', async () => {
    using repository = makeRepository();
    const odd = join(repository.folder, '..', "it's a «répo» $(x)");
    mkdirSync(odd);
    writeFileSync(join(odd, 'a b'), '');

    const { exitCode } = await init(repository.folder, ['--yes', '--only', 'config', '--repo', odd]);

    expect(exitCode).toBe(0);
    expect(readFileSync(join(odd, '.github/conclave.yml'), 'utf8')).toContain('version: 1\n');
  });
});
