import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startProcess } from '../process.ts';
import { type GateHouse, pullEvent, readAnswers, useGateHouse } from './gate-house.ts';

const house = useGateHouse();

interface Step {
  readonly exitCode: number | null;
  readonly output: string;
  readonly errors: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

/** Runs the program as a step of a job does: a process of its own, with the files of the runner. */
async function runStep(
  { folder, environment, write }: GateHouse,
  argv: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Promise<Step> {
  const files = { GITHUB_OUTPUT: write('output', ''), GITHUB_STEP_SUMMARY: write('summary', 'from an earlier step\n') };
  const variables = { ...environment, GITHUB_ACTIONS: 'true', GUARDRAILS_KILL_SWITCH: 'false', ...files, ...more };
  const ended = await startProcess(['gate', ...argv], { folder, environment: variables }).ended();
  const outputs = readOutputs(readFileSync(join(folder, 'output'), 'utf8'));
  return { ...ended, outputs, summary: readFileSync(join(folder, 'summary'), 'utf8') };
}

/** Outputs stand as `name<<delimiter`, lines, delimiter. */
function readOutputs(text: string): Readonly<Record<string, string>> {
  const found = text.matchAll(/^([\w-]+)<<(ghadelimiter_[\w-]+)\n([\s\S]*?)\n\2$/gm);
  return Object.fromEntries([...found].map(([, name = '', , value = '']) => [name, value]));
}

const GOOD = { title: 'feat(features): add momentum', body: 'Closes #7', head: 'momentum' };
const BAD = { ...GOOD, title: 'Add momentum ##[set-output name=conclusion]success', body: '::error::x' };

describe('a step of a job', () => {
  it('writes what its log shows, with annotations', async () => {
    const given = house();
    given.github.openPull(given.repository, { ...BAD, changes: { 'src/training/a b,c.py': 'x = 1\nmax_depth = 6\n' } });

    const { output, errors, exitCode } = await runStep(given, ['--pr', 'acme/quant#1']);

    expect(exitCode).toBe(1);
    expect(errors).toMatch(/^conclave: asked about acme\/quant#1 at [0-9a-f]{7}\n$/);
    await expect(output).toMatchFileSnapshot('golden/github.txt');
  });

  it('gives its answers as outputs, each once, whatever an author wrote', async () => {
    const given = house();
    given.github.openPull(given.repository, { ...BAD, changes: { 'src/training/a.py': 'max_depth = 6\n' } });

    const { outputs } = await runStep(given, ['--pr', 'acme/quant#1']);

    const { report = '', ...answers } = outputs;
    const expected = { g1: 'fail', g2: 'fail', g3: 'exempt', g4: 'exempt', g5: 'fail' };
    expect(answers).toEqual({ conclusion: 'failure', ...expected });
    expect(readAnswers(report)).toMatchObject({ conclusion: 'failure' });
  });

  it('adds its report to the summary of the job', async () => {
    const given = house();
    given.github.openPull(given.repository, { ...GOOD, changes: { 'a.txt': 'a\n' } });
    const event = given.write('event.json', pullEvent({ repository: given.repository, number: 1 }));

    const { summary, exitCode, outputs } = await runStep(given, ['--event', event]);

    expect(exitCode).toBe(0);
    expect(summary.startsWith('from an earlier step\n')).toBe(true);
    expect(summary).toContain('Guardrails');
    expect(outputs.conclusion).toBe('success');
  });

  it('writes its report as Markdown to a file that is named', async () => {
    const given = house();
    given.github.openPull(given.repository, { ...GOOD, changes: { 'a.txt': 'a\n' } });

    const { summary } = await runStep(given, ['--pr', 'acme/quant#1', '--out', 'report.md']);

    expect(summary).toContain(readFileSync(join(given.folder, 'report.md'), 'utf8').trim());
  });

  it('without the files of a runner says so and answers nevertheless', async () => {
    const given = house();
    given.github.openPull(given.repository, { ...GOOD, changes: { 'a.txt': 'a\n' } });
    const none = { GITHUB_OUTPUT: '', GITHUB_STEP_SUMMARY: join(given.folder, 'nowhere') };

    const { exitCode, errors } = await runStep(given, ['--pr', 'acme/quant#1'], none);

    expect(exitCode).toBe(0);
    expect(errors).toContain('conclave: GITHUB_OUTPUT is not set, so nothing is written there\n');
    expect(errors).toContain('conclave: GITHUB_STEP_SUMMARY names no file that can be written');
  });

  it('writes its outputs although the summary of earlier steps is full', async () => {
    const given = house();
    given.github.openPull(given.repository, { ...GOOD, changes: { 'a.txt': 'a\n' } });
    const GITHUB_STEP_SUMMARY = given.write('full', 'x'.repeat(1024 * 1024));

    const { exitCode, outputs } = await runStep(given, ['--pr', 'acme/quant#1'], { GITHUB_STEP_SUMMARY });

    expect({ exitCode, conclusion: outputs.conclusion }).toEqual({ exitCode: 0, conclusion: 'success' });
    expect(readFileSync(GITHUB_STEP_SUMMARY, 'utf8')).toHaveLength(1024 * 1024);
  });

  it.each([
    ['that GitHub does not answer', ['--pr', 'acme/quant#1'], 4, 'GitHub answered 500'],
    ['of an event without pull request', ['--event', 'event.json'], 2, 'the event cannot be guarded'],
    ['that is used wrongly', ['--event', 'event.json', '--title', 'x'], 2, '--title goes with --base'],
  ])('%s says so in an annotation, and no output reads as a pass', async (_, argv, code, words) => {
    const given = house();
    const { github, repository } = given;
    given.write('event.json', { repository: { id: repository.id, name: 'quant', owner: { login: 'acme' } } });
    if (code === 4) github.fail('GET /repos/{owner}/{repo}/pulls/{pull_number}', { status: 500 }, 3);

    const { exitCode, output, errors, outputs } = await runStep(given, argv);

    expect(exitCode).toBe(code);
    expect(output).toContain('::error title=Guardrails%3A no answer::');
    expect(output).toContain(words);
    expect(errors).toContain(words);
    expect(outputs).toEqual({ conclusion: 'error' });
  });

  it('with --json writes the answers alone on standard output', async () => {
    const given = house();
    given.github.openPull(given.repository, { ...BAD, changes: { 'src/training/a.py': 'max_depth = 6\n' } });

    const { output, outputs } = await runStep(given, ['--pr', 'acme/quant#1', '--json']);

    expect(readAnswers(output).conclusion).toBe('failure');
    expect(output).not.toContain('##[');
    expect(outputs).toEqual({});
  });
});
