import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { RECORDS, recordOf } from '../cli/adr/record-house.ts';
import { type FakeGitHub, startGitHub } from '../fakes/github/github.ts';
import type { ActionRun } from './runner/runner.ts';
import { endGitHub, openStage, type Stage } from './stage.ts';

let stage: Stage;
let github: FakeGitHub;
let checkout: string;

beforeAll(async () => {
  stage = await openStage();
}, 120_000);

afterAll(() => stage.remove());

beforeEach(async () => {
  github = await startGitHub();
  checkout = mkdtempSync(join(tmpdir(), 'conclave-checkout-'));
  for (const [path, text] of Object.entries(RECORDS)) write(path, text);
});

afterEach(async () => {
  rmSync(checkout, { recursive: true });
  await endGitHub(github);
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(checkout, path)), { recursive: true });
  writeFileSync(join(checkout, path), text);
}

function run(inputs: Readonly<Record<string, string>> = {}, action = 'actions/adr-lint'): Promise<ActionRun> {
  return stage.run(action, inputs, { github, name: 'pull_request', payload: {}, token: 'none', checkout });
}

describe('the action for decision records, alone with the release branch', () => {
  it('passes records in order, and gives its outputs', async () => {
    const done = await run();

    expect(done).toMatchObject({ conclusion: 'success', exitCode: 0, outputs: { errors: '0', warnings: '0' } });
    expect(JSON.parse(done.outputs.report ?? '')).toMatchObject({ version: 1, records: 3, findings: [] });
  });

  it('fails for an error, at its line', async () => {
    write('docs/adr/0003-orders-are-journaled.md', recordOf(4, 'Orders'));

    const done = await run();

    expect(done).toMatchObject({ conclusion: 'failure', exitCode: 1, outputs: { errors: '1' } });
    expect(done.annotations).toContainEqual(
      expect.objectContaining({
        level: 'error',
        file: 'docs/adr/0003-orders-are-journaled.md',
        line: 1,
        title: 'Decision records: adr/number-filename-mismatch',
      }),
    );
  });

  it('takes the folders that it is given, also by the action at the root', async () => {
    write('my decisions/0001-a.md', recordOf(2, 'A'));

    const done = await run({ command: 'adr-lint', folders: 'docs/adr\nmy decisions\n' }, '.');

    expect(done).toMatchObject({ exitCode: 1, outputs: { errors: '1' } });
    expect(JSON.parse(done.outputs.report ?? '')).toMatchObject({ records: 4 });
  });

  it('passes with a warning where nobody keeps records, unless a folder is named', async () => {
    rmSync(join(checkout, 'docs/adr'), { recursive: true });

    const usual = await run();
    const named = await run({ folders: 'docs' });

    expect(usual).toMatchObject({ conclusion: 'success', exitCode: 0, outputs: { errors: '0' } });
    expect(usual.annotations.map(({ level }) => level)).toEqual(['warning']);
    expect(named).toMatchObject({ conclusion: 'failure', exitCode: 2 });
  });
});
