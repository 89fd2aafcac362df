import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeRepository, openScratch, removeFolders } from '../../adapters/git/scratch-repository.ts';
import type { TestTerminalOptions } from '../../fixtures/test-terminal.ts';
import { run } from '../running.ts';
import { readAnswers } from './gate-house.ts';

const repository = makeRepository();
const notes = mkdtempSync(join(tmpdir(), 'conclave-notes-'));
afterAll(() => {
  removeFolders();
  rmSync(notes, { recursive: true, force: true });
});

const STORY = "version: 1\nstory: { pattern: 'CVN-N\\d{3}-E[A-Z]-S\\d{2}' }\ngates: { off: [G3, G4] }\n";

beforeAll(() => {
  repository.write('src/training/model.py', 'def fit(config):\n    return config.max_depth\n');
  repository.commit();
  repository.git('switch', '--quiet', '--create', 'momentum');
  repository.write('src/training/model.py', 'def fit(config):\n    return config.max_depth\n\nmax_depth = 6\n');
  repository.commit();
  repository.git('branch', 'story-base', 'main');
  repository.git('switch', '--quiet', 'story-base');
  repository.write('.github/conclave.yml', STORY);
  repository.commit();
  repository.git('switch', '--quiet', '--create', 'feat/cvn-n011-ea-s07-x');
  repository.write('.github/conclave.yml', 'version: 1\ngates: { off: [G1, G2, G3, G4, G5] }\n');
  repository.commit();
  repository.git('switch', '--quiet', 'momentum');
});

const gate = (argv: readonly string[], options: Partial<TestTerminalOptions> = {}) =>
  run(['gate', ...argv, '--json'], { folder: repository.folder, ...options });

const TITLE = ['--title', 'feat(features): add momentum'];
const body = (text: string) => {
  writeFileSync(join(notes, 'body.md'), text);
  return ['--body-file', join(notes, 'body.md')];
};

describe('a local branch', () => {
  it('is asked about before there is a pull request', async () => {
    const { exitCode, output, errors } = await gate(['--base', 'main', ...TITLE, ...body('Closes #7\n')]);

    expect(exitCode).toBe(1);
    expect(readAnswers(output)).toEqual({
      gates: ['G1 pass', 'G2 pass', 'G3 exempt', 'G4 exempt', 'G5 fail'],
      conclusion: 'failure',
    });
    expect(output).toContain('"line": 4');
    expect(errors).toContain('labels, waivers and listed bots were not looked up');
  });

  it('has no description unless one is given', async () => {
    const { output } = await gate(['--base', 'main', ...TITLE]);

    expect(readAnswers(output).gates).toContain('G2 fail');
  });

  it('takes its description from standard input', async () => {
    const { output } = await gate(['--base', 'main', ...TITLE, '--body-file', '-'], { input: 'Fixes #7' });

    expect(readAnswers(output).gates).toContain('G2 pass');
  });

  it('takes its title from a file, without the line end', async () => {
    writeFileSync(join(notes, 'title'), 'feat: add momentum\n');

    const { output } = await gate(['--base', 'main', '--title-file', join(notes, 'title')]);

    expect(readAnswers(output).gates).toContain('G1 pass');
  });

  it('that changes nothing is judged, and that is said', async () => {
    const { output, errors, exitCode } = await gate([
      '--base',
      'main',
      '--head',
      'main',
      ...TITLE,
      ...body('Closes #7'),
    ]);

    expect(exitCode).toBe(0);
    expect(readAnswers(output).gates).toContain('G5 exempt');
    expect(errors).toContain('The branch changes no file beside its base.');
  });

  it('is judged without what is not committed, which is named', async () => {
    repository.write('later.py', 'x = 1\n');

    const { errors } = await gate(['--base', 'main', ...TITLE]);

    expect(errors).toContain('not committed, so not judged: later.py');
    rmSync(join(repository.folder, 'later.py'));
  });

  it('is judged by the configuration of its base, and by the name that its head has', async () => {
    const title = ['--title', 'feat: CVN-N011-EA-S07 add momentum'];
    const story = body('Story: CVN-N011-EA-S07');
    const order = ['--base', 'story-base', '--head', 'feat/cvn-n011-ea-s07-x', ...title, ...story];

    const own = await gate(order);
    const other = await gate([...order, '--branch', 'momentum']);

    expect(readAnswers(own.output).gates).toEqual(['G1 pass', 'G2 pass', 'G3 off', 'G4 off', 'G5 exempt']);
    expect(readAnswers(other.output).gates[0]).toBe('G1 fail');
  });

  it('of a commit that is checked out has no name, which is said', async () => {
    repository.git('switch', '--quiet', '--detach');

    const { errors } = await gate(['--base', 'main', ...TITLE]);

    expect(errors).toContain('No branch is checked out or named');
    repository.git('switch', '--quiet', 'momentum');
  });

  it('is let through by the kill switch of the environment', async () => {
    const environment = { GUARDRAILS_KILL_SWITCH: 'true' };

    const { exitCode, output } = await gate(['--base', 'main', ...TITLE], { environment });

    expect(exitCode).toBe(0);
    expect(readAnswers(output).gates).toEqual(['G1', 'G2', 'G3', 'G4', 'G5'].map((id) => `${id} off`));
  });

  it('is found from another folder', async () => {
    const { exitCode } = await gate(['--base', 'main', '--repo', repository.folder, ...TITLE], { folder: notes });

    expect(exitCode).toBe(1);
  });

  it('of a shallow clone is refused with what to do', async () => {
    const clone = openScratch(join(notes, 'clone'));
    repository.git('clone', '--quiet', '--depth=1', '--branch=momentum', `file://${repository.folder}`, clone.folder);

    const { exitCode, output, errors } = await gate(['--base', 'main', ...TITLE], { folder: clone.folder });

    expect({ exitCode, output }).toEqual({ exitCode: 2, output: '' });
    expect(errors).toContain('git fetch --unshallow');
  });
});
