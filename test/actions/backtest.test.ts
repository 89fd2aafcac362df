import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { imageCacheFolder } from '../../src/adapters/sandbox/images/image-cache.ts';
import { Bundle } from '../../src/backtest/bundle/bundle.ts';
import { hashAction } from '../../src/cli/backtest/pull/facts.ts';
import { hashText } from '../../src/kernel/hash.ts';
import { removeFolders } from '../adapters/git/scratch-repository.ts';
import { type FakeGitHub, startGitHub } from '../fakes/github/github.ts';
import { makePullRepository, type PullRepository } from '../fixtures/pull-repository.ts';
import { testImage } from '../sandbox/image.ts';
import { readText } from './lint.ts';
import type { ActionRun } from './runner/runner.ts';
import { endGitHub, openStage, type Stage } from './stage.ts';

const WORKFLOW = '.github/workflows/backtest.yml';
const SOUND = readText('test/sandbox/strategies/sound/average_cross.py');
const LEAKING = readText('test/sandbox/strategies/faulty/shifted_back.py');

const FILES = {
  [WORKFLOW]: 'name: backtest\n',
  '.github/conclave.yml': `
version: 1
backtest:
  runs:
    - strategies: strategies/*.py
      data: { GOOG: data/goog.csv }
      config: strategies/run.yml
  wall: { engine: bubblewrap }
`,
  'strategies/run.yml': readText('docs/examples/backtest/config.yml'),
  'strategies/cross.py': SOUND,
  // Two years are enough to compare by, and the look-ahead proof goes over every bar of it.
  'data/goog.csv': readText('docs/examples/backtest/GOOG.csv').split('\n').slice(0, 500).join('\n'),
};

let stage: Stage;
let github: FakeGitHub;
let repository: PullRepository;
let uploaded: Readonly<Record<string, string>>[];

// Where it is still being built, that takes longer than a test may.
beforeAll(async () => void (await testImage('bubblewrap')), 300_000);

beforeAll(async () => {
  stage = await openStage();
}, 120_000);

afterAll(() => {
  stage.remove();
  removeFolders();
});

beforeEach(async () => {
  github = await startGitHub();
  repository = makePullRepository(FILES);
  uploaded = [];
});

afterEach(() => endGitHub(github));

/** A job for the pull request of the branch `change`, after `actions/checkout` without credentials. */
function run(inputs: Readonly<Record<string, string>> = {}): Promise<ActionRun> {
  const [base, head] = [repository.git('rev-parse', 'main'), repository.git('rev-parse', 'change')];
  const payload = { pull_request: { number: 7, base: { sha: base }, head: { sha: head } } };
  return stage.run('actions/backtest', inputs, {
    ...{ github, name: 'pull_request', payload, token: 'none', checkout: repository.folder },
    environment: {
      GITHUB_RUN_ID: '12345',
      GITHUB_RUN_ATTEMPT: '1',
      GITHUB_WORKFLOW_REF: `acme/quant/${WORKFLOW}@refs/pull/7/merge`,
      GITHUB_WORKFLOW_SHA: head,
      // The image that tests share stands there, and not below the home of the job.
      CONCLAVE_CACHE: imageCacheFolder(process.env),
    },
    elsewhere: { 'actions/upload-artifact': (given) => uploaded.push(given) },
  });
}

function readBundle({ outputs }: ActionRun): Bundle {
  return Bundle.parse(JSON.parse(readFileSync(join(outputs.folder ?? '', 'bundle.json'), 'utf8')));
}

const errorsOf = ({ annotations }: ActionRun) => annotations.filter(({ level }) => level === 'error');

describe('the backtest action, alone with the release branch', () => {
  it('passes a pull request that touches no strategy, says so, and keeps a bundle of it', async () => {
    repository.change('change', { 'README.md': 'hello\n' });

    const done = await run();

    expect(done).toMatchObject({ conclusion: 'success', exitCode: 0, annotations: [] });
    expect(done.outputs).toMatchObject({ conclusion: 'nothing_to_run', strategies: '[]' });
    expect(done.summary).toContain('touches no strategy');
    expect(readBundle(done)).toMatchObject({
      ...{ repository: 'acme/quant', pull: 7, nonce: null, event: 'pull_request', run: { id: '12345', attempt: 1 } },
      workflow: { path: WORKFLOW, ref: 'refs/pull/7/merge', sha256: hashText('name: backtest\n') },
      action: { sha256: await hashAction(stage.release) },
      configuration: { path: '.github/conclave.yml', changed: 'no' },
      notes: [],
    });
    expect(uploaded).toEqual([expect.objectContaining({ name: 'conclave-backtest', path: done.outputs.folder })]);
    expect(github.calls).toEqual([]);
  });

  it('runs nothing where a token stands in the checkout', async () => {
    repository.change('change', { 'README.md': 'hello\n' });
    repository.git('config', 'http.https://github.com/.extraheader', 'AUTHORIZATION: basic eA==');

    const done = await run();

    expect(done).toMatchObject({ conclusion: 'failure', exitCode: 2 });
    expect(done.outputs).toMatchObject({ conclusion: 'error', folder: '' });
    expect(errorsOf(done)[0]?.message).toContain('persist-credentials: false');
    expect(uploaded).toEqual([]);
  });

  it('fails, and keeps the bundle, where the base does not say on what a strategy is run', async () => {
    repository.change('main', { '.github/conclave.yml': 'version: 1\nbacktest: { strategies: [strategies/*.py] }\n' });
    repository.change('change', { 'strategies/cross.py': `${SOUND}# changed\n` });

    const done = await run({ nonce: 'ab'.repeat(16) });

    expect(done).toMatchObject({ conclusion: 'failure', exitCode: 3 });
    expect(done.outputs.conclusion).toBe('not_proven');
    expect(readBundle(done)).toMatchObject({ nonce: 'ab'.repeat(16), conclusion: 'not_proven' });
    expect(uploaded).toHaveLength(1);
  });

  it('fails for a strategy that is none', async () => {
    const done = await run({ strategies: 'cros' });

    expect(done).toMatchObject({ conclusion: 'failure', exitCode: 2 });
    expect(done.outputs).toMatchObject({ conclusion: 'error', folder: '' });
    expect(errorsOf(done)[0]?.message).toContain('did you mean cross?');
  });

  it('runs a strategy behind a wall: a leak is pointed at, and the base is compared with', async () => {
    repository.change('change', { 'strategies/cross.py': LEAKING, 'data/goog.csv': 'nothing\n' });

    const done = await run();

    const { strategies, conclusion } = readBundle(done);
    expect({ conclusion, strategies }).toMatchObject({
      conclusion: 'fail',
      strategies: [
        {
          ...{ path: 'strategies/cross.py', answer: 'fail', base: 'there', change: 'modified' },
          reason: expect.stringContaining('A later bar was seen'),
          data: [{ changed: 'changed', sha256: hashText(FILES['data/goog.csv']) }],
        },
      ],
    });
    const folder = join(done.outputs.folder ?? '', strategies[0]?.folder ?? '');
    expect(
      ['head/test_report.json', 'base/decisions.log', 'comparison.json'].filter(
        (name) => !existsSync(join(folder, name)),
      ),
    ).toEqual([]);
    expect(done).toMatchObject({ conclusion: 'failure', exitCode: 1 });
    expect(errorsOf(done)).toContainEqual(
      expect.objectContaining({ file: 'strategies/cross.py', title: 'Backtest: leakage' }),
    );
    expect(done.annotations).toContainEqual(
      expect.objectContaining({
        file: 'strategies/cross.py',
        line: LEAKING.split('\n').findIndex((line) => line.includes('shift(-1)')) + 1,
        title: expect.stringContaining('structure'),
      }),
    );
    expect(done.summary).toMatch(
      /✗ fails: `strategies\/cross\.py`.*Reviewed, not obeyed.*xychart-beta.*bubblewrap: no network ✓/s,
    );
    expect(uploaded).toHaveLength(1);
  }, 120_000);
});
