import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { inputOf } from '../cli/ops/ops-inputs.ts';
import { type FakeGitHub, startGitHub } from '../fakes/github/github.ts';
import type { ActionRun } from './runner/runner.ts';
import { endGitHub, openStage, type Stage } from './stage.ts';

const CONFIG = `version: 1
ops:
  sources: { prometheus: { kind: prometheus } }
  signals:
    pvc_pct: { source: prometheus, query: volume_used_percent }
`;

let stage: Stage;
let github: FakeGitHub;
let checkout: string;

beforeAll(async () => {
  stage = await openStage();
  github = await startGitHub();
}, 120_000);

afterAll(async () => {
  stage.remove();
  await endGitHub(github);
});

beforeEach(() => {
  checkout = mkdtempSync(join(tmpdir(), 'conclave-house-'));
  write('.github/conclave.yml', CONFIG);
  git('init', '--quiet');
  git('add', '.');
  git('-c', 'user.name=t', '-c', 'user.email=t@example.com', 'commit', '--quiet', '-m', 'chore: begin');
});

afterEach(() => rmSync(checkout, { recursive: true }));

function git(...words: readonly string[]): void {
  execFileSync('git', words, { cwd: checkout, stdio: ['ignore', 'ignore', 'inherit'] });
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(checkout, path)), { recursive: true });
  writeFileSync(join(checkout, path), text);
}

interface RunOptions {
  readonly action?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly token?: string;
}

/** A job on a schedule, after `actions/checkout` of the default branch. */
function run(
  inputs: Readonly<Record<string, string>>,
  { action = 'actions/ops-state', environment = {}, token = 'none' }: RunOptions = {},
): Promise<ActionRun> {
  const job = { github, name: 'schedule', payload: { schedule: '7 * * * *' }, token, checkout, environment };
  return stage.run(action, inputs, job);
}

describe('the action of the state, alone with the release branch', () => {
  it('fails a RED of given figures, and tells rule, owner and next step in outputs, annotations and summary', async () => {
    write('figures.json', JSON.stringify(inputOf('S06', { challengers_pending: null })));

    const done = await run({ figures: 'figures.json' });

    expect(done).toMatchObject({ conclusion: 'failure', exitCode: 1 });
    expect(done.outputs).toMatchObject({ state: 'RED', fired: '["R3_OOM_LOOP"]', unknown: '["Y8_CHALLENGERS"]' });
    expect(done.outputs.next).toMatch(/^Platform owner, now: /);
    expect(JSON.parse(done.outputs.report ?? '')).toMatchObject({ state: 'RED', exit_code: 1 });
    expect(done.annotations).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ level: 'error', title: 'State: RED' }),
        expect.objectContaining({ level: 'warning', title: 'State: unknown' }),
      ]),
    );
    expect(done.summary).toContain('## State: RED, 1 rule fired, 1 unknown');
  });

  it('passes a GREEN, and a RED of which only the outputs are read', async () => {
    write('green.json', JSON.stringify(inputOf('S01')));
    write('red.json', JSON.stringify(inputOf('S06')));

    const green = await run({ figures: 'green.json' });
    const red = await run({ command: 'ops-state', figures: 'red.json', 'fail-on': 'never' }, { action: '.' });

    expect(green).toMatchObject({ conclusion: 'success', exitCode: 0, annotations: [], outputs: { state: 'GREEN' } });
    expect(red).toMatchObject({ conclusion: 'success', exitCode: 0, outputs: { state: 'RED' } });
  });

  it('fails with its own code when no source can be reached, and still says the state', async () => {
    const done = await run({}, { environment: { CONCLAVE_SOURCE_PROMETHEUS_URL: 'http://127.0.0.1:9/' } });

    expect(done).toMatchObject({ conclusion: 'failure', exitCode: 4, outputs: { state: 'ORANGE' } });
    expect(done.log.join('\n')).toContain('no source could be reached');
  });

  it('fails for figures that cannot be read, and says so where people look', async () => {
    const done = await run({ figures: 'gone.json' });

    expect(done).toMatchObject({ conclusion: 'failure', exitCode: 2 });
    expect(done.annotations).toContainEqual(expect.objectContaining({ title: 'State: nothing was judged' }));
  });

  it('asks GitHub nothing', () => {
    expect(github.calls).toEqual([]);
  });

  it('keeps the status issue where that is asked for, and gives its number', async () => {
    write('figures.json', JSON.stringify(inputOf('S05')));
    const repository = github.addRepository({ owner: 'acme', name: 'quant', private: true, files: { a: 'a' } });
    const token = github.plainToken({ repositories: [repository], permissions: { contents: 'read', issues: 'write' } });

    const done = await run({ figures: 'figures.json', issue: 'true' }, { token });

    expect(done).toMatchObject({
      conclusion: 'success',
      outputs: { state: 'YELLOW', issue: expect.stringMatching(/^\d+$/) },
    });
  });
});
