import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../running.ts';

const RECORDING = {
  ...{ version: 1, repository: 'acme/quant', number: 1, title: 'feat: a', author: 'MEMBER', base: 'main', labels: [] },
  ...{ state: 'merged', closed_at: null, files: [] },
};

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'conclave-simulate-'));
  writeFileSync(join(folder, 'next.yml'), 'version: 1\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const simulate = (argv: readonly string[]) =>
  run(['simulate', ...argv], { folder, environment: { GITHUB_REPOSITORY: 'acme/quant' } });

describe('conclave simulate, used wrongly,', () => {
  it.each([
    ['no configuration', ['--prs', 'kept'], 'no configuration was named'],
    ['no pull requests', ['--config', 'next.yml'], 'no pull requests were named'],
    ['pull requests twice', ['--config', 'next.yml', '--prs', 'kept', '--last', '3'], 'pull requests were named twice'],
    [
      'a repository beside recordings',
      ['--config', 'next.yml', '--prs', 'kept', '--repo', 'a/b'],
      '--repo goes with --last',
    ],
    [
      'a folder to keep what is kept',
      ['--config', 'next.yml', '--prs', 'kept', '--save', 'x'],
      '--save goes with --last',
    ],
    ['a number of no kind', ['--config', 'next.yml', '--last', 'all'], '"all" is no number of pull requests'],
    ['a number too large', ['--config', 'next.yml', '--last', '1001'], 'a number from 1 to 1,000'],
    ['no such repository', ['--config', 'next.yml', '--last', '3', '--repo', 'quant'], '"quant" is no repository'],
    ['no such file', ['--config', 'gone.yml', '--prs', 'kept'], 'gone.yml cannot be read'],
    ['no such folder', ['--config', 'next.yml', '--prs', 'gone'], 'gone cannot be read'],
    ['a file for a folder', ['--config', 'next.yml', '--prs', 'next.yml'], 'next.yml cannot be read: it is a file'],
    ['standard input twice', ['--config', '-', '--against', '-', '--prs', 'kept'], 'standard input was named twice'],
    ['an option without its value', ['--config', '--json', '--prs', 'kept'], '--config has no value'],
  ])('is refused with %s', async (_, argv, words) => {
    const { exitCode, output, errors } = await simulate(argv);

    expect({ exitCode, output }).toEqual({ exitCode: 2, output: '' });
    expect(errors).toContain(words);
  });

  it('is refused with a folder that holds no recordings, or others', async () => {
    for (const name of ['empty', 'other', 'twice']) mkdirSync(join(folder, name));
    writeFileSync(join(folder, 'other/1.json'), '{ "version": 1 }');
    for (const name of ['a', 'b']) writeFileSync(join(folder, `twice/${name}.json`), JSON.stringify(RECORDING));

    const errors = await Promise.all(
      ['empty', 'other', 'twice'].map(async (name) => (await simulate(['--config', 'next.yml', '--prs', name])).errors),
    );

    expect(errors[0]).toContain('no pull request is recorded in');
    expect(errors[1]).toContain('1.json:1: missing key "repository"');
    expect(errors[2]).toContain('acme/quant#1 is recorded twice');
  });
});
