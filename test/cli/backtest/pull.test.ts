import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { Bundle } from '../../../src/backtest/bundle/bundle.ts';
import { refuseSecrets } from '../../../src/cli/backtest/pull/secrets.ts';
import { makeFolder, removeFolders } from '../../adapters/git/scratch-repository.ts';
import { makePullRepository, type PullRepository } from '../../fixtures/pull-repository.ts';
import { run } from '../running.ts';

const CONFIG = `
version: 1
backtest:
  runs: [{ strategies: strategies/*.py, data: { GOOG: data/goog.csv } }]
`;

let repository: PullRepository;
let folder: string;

beforeEach(() => {
  repository = makePullRepository({ '.github/conclave.yml': CONFIG, 'strategies/cross.py': 'base = 1\n' });
  ({ folder } = repository);
});

afterAll(removeFolders);

const pull = (...options: readonly string[]) =>
  run(['backtest', 'pull', '--base', 'main', '--head', 'change', ...options], { folder });

describe('conclave backtest pull', () => {
  it('names what it would test, and tests nothing', async () => {
    repository.change('change', { 'strategies/cross.py': 'head = 1\n', 'strategies/new.py': 'x = 1\n' });

    const ending = await pull('--find');

    expect(ending).toEqual({ exitCode: 0, output: 'strategies/cross.py\nstrategies/new.py\n', errors: '' });
    expect(existsSync(join(folder, 'conclave-backtest'))).toBe(false);
  });

  it('writes a bundle also where nothing is touched', async () => {
    repository.change('change', { 'README.md': 'hello\n' });

    const ending = await pull('--out', 'out', '--pull', '7', '--nonce', 'abcd1234');

    expect(ending).toMatchObject({ exitCode: 0, output: 'Backtests: this pull request touches no strategy\n' });
    expect(Bundle.parse(JSON.parse(readFileSync(join(folder, 'out/bundle.json'), 'utf8')))).toMatchObject({
      ...{ pull: 7, nonce: 'abcd1234', repository: null, event: null, run: null, workflow: null, action: null },
      base_sha: repository.git('rev-parse', 'main'),
      head_sha: repository.git('rev-parse', 'change'),
    });
  });

  it('ends with 3, and says why, where the base says no data', async () => {
    repository.change('main', { '.github/conclave.yml': 'version: 1\nbacktest: { strategies: [strategies/*.py] }\n' });
    repository.change('change', { 'strategies/cross.py': 'head = 1\n' });

    const [text, markdown, json] = [
      await pull('--out', 'a'),
      await pull('--out', 'b', '--format', 'markdown'),
      await pull('--out', 'c', '--format', 'json'),
    ];

    expect([text, markdown, json].map(({ exitCode }) => exitCode)).toEqual([3, 3, 3]);
    expect(text.output).toContain(`not_proven strategies/cross.py\n  No row of backtest.runs`);
    expect(markdown.output).toContain('## – not proven: `strategies/cross.py`');
    expect(JSON.parse(json.output)).toMatchObject({ conclusion: 'not_proven' });
  });

  it.each([
    ['no base', ['backtest', 'pull'], 'no base was named'],
    ['a nonce that is none', ['--nonce', 'a b'], '"a b" is no nonce'],
    ['a pull request that is none', ['--pull', '0'], '"0" is no pull request'],
    ['a format that is none', ['--format', 'html'], 'unknown word "html"'],
    ['an option without its value', ['--strategy', '--find'], '--strategy has no value'],
    ['a commit that is not there', ['--head', 'f'.repeat(40)], 'f'.repeat(40)],
    ['a strategy that is none', ['--strategy', 'cros'], 'did you mean cross?'],
  ])('refuses %s with 2', async (_, options, words) => {
    const ending = options[0] === 'backtest' ? await run(options, { folder }) : await pull(...options);

    expect(ending.exitCode).toBe(2);
    expect(ending.errors).toContain(words);
  });

  it('refuses a folder in which something stands', async () => {
    repository.change('change', { 'out/bundle.json': '{}' });

    const ending = await pull('--out', 'out');

    expect(ending).toMatchObject({ exitCode: 2, errors: expect.stringContaining('is not empty') });
  });

  it('refuses a configuration of the base that cannot be read, with its line', async () => {
    repository.change('main', { '.github/conclave.yml': 'version: 1\nbacktest: { run: [] }\n' });
    repository.change('change', { 'strategies/cross.py': 'head = 1\n' });

    const ending = await pull();

    expect(ending).toMatchObject({ exitCode: 2, errors: expect.stringContaining('.github/conclave.yml:2') });
  });
});

describe('a secret in reach', () => {
  it.each([
    ['a header', '[http "https://github.com/"]\n\textraheader = AUTHORIZATION: basic eA==', 'a header for requests'],
    ['a helper', '[credential]\n\thelper = store', 'a credential helper'],
    ['a helper for one host', '[credential "https://github.com"]\n\tusername = x', 'a credential helper'],
    ['another file', '[includeIf "gitdir:/x"]\n\tpath = /tmp/credentials.config', 'another file'],
    ['an address', '[remote "origin"]\n\turl = https://x:hunter2@github.com/acme/quant', 'an address with a name'],
    ['an address to push to', '[remote "origin"]\n\tpushurl=https://x@github.com/acme/quant', 'an address with a name'],
  ])('is refused in the configuration of a checkout: %s', async (_, config, words) => {
    repository.write('.git/config', config);

    await expect(refuseSecrets(folder, { environment: {} })).rejects.toThrow(words);
  });

  it.each([
    'GITHUB_TOKEN',
    'MISTRAL_API_KEY',
    'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
    'aws_secret_access_key',
    'DB_PASSWORD',
  ])('is refused in the environment, by its name alone: %s', async (name) => {
    const refused = refuseSecrets(folder, { environment: { [name]: 'hunter2' } });

    await expect(refused).rejects.toThrow(name);
    await expect(refused).rejects.not.toThrow('hunter2');
  });

  it('is refused where nobody can look', async () => {
    await expect(refuseSecrets(makeFolder(), { environment: {} })).rejects.toThrow('cannot be looked at');
  });

  it('is none in a checkout without credentials, whatever else the runner names', async () => {
    repository.write(
      '.git/config',
      '[core]\n\tbare = false\n[remote "origin"]\n\turl = https://github.com/acme/quant\n',
    );
    const environment = { PATH: '/usr/bin', GITHUB_TOKEN: '', RUNNER_TEMP: '/tmp', GITHUB_ACTION_PATH: '/a' };

    await expect(refuseSecrets(folder, { environment })).resolves.toBeUndefined();
  });
});
