import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runProgram } from '../../src/cli/program.ts';
import { openTestTerminal } from '../fixtures/test-terminal.ts';
import { SMALL_CHANGE } from '../sessions/small-change.ts';
import { startProcess, startThroughNpm } from './process.ts';
import { listFiles, makeFolder } from './running.ts';

const BELOW = join(import.meta.dirname, '../../docs/examples/momentum');
const PLAN = 'documentation/reviews/2026-05-12-momentum-lookback-plan.md';

describe('the program started through npm from a folder below the project', () => {
  it('takes relative paths from the folder of the person', async () => {
    using home = makeFolder();
    const out = relative(BELOW, join(home.folder, 'committee'));

    const argv = ['review', '--artifact', PLAN, '--rehearsal', '--out', out, '--json'];
    const { exitCode, output } = await startThroughNpm(argv, { folder: BELOW }).ended();

    expect(exitCode).toBe(3);
    expect(JSON.parse(output).session_type).toBe('plan_review');
    expect(listFiles(join(home.folder, 'committee'))).toHaveLength(3);
  });

  it('hands on the exit code of wrong use', async () => {
    const { exitCode, output, errors } = await startThroughNpm(['review'], { folder: BELOW }).ended();

    expect({ exitCode, output }).toEqual({ exitCode: 2, output: '' });
    expect(errors).toContain('nothing to review was named');
  });
});

describe('a diff from standard input', () => {
  it('is read when it is piped', async () => {
    using home = makeFolder();
    const argv = ['review', '--diff', '-', '--rehearsal', '--json'];

    const { output } = await startProcess(argv, { folder: home.folder, input: SMALL_CHANGE }).ended();

    expect(JSON.parse(output).subject.name).toBe('standard input');
  });

  it('that is empty is told as an empty change', async () => {
    using home = makeFolder();

    const { exitCode, errors } = await startProcess(['review', '--diff', '-', '--rehearsal'], {
      folder: home.folder,
    }).ended();

    expect(exitCode).toBe(2);
    expect(errors).toContain('standard input: the change is empty');
  });

  it('is not waited for when a keyboard is there in its place', async () => {
    using home = makeFolder();
    const terminal = openTestTerminal({ folder: home.folder });
    const input = Object.assign(terminal.input, { isTTY: true });

    const exitCode = await runProgram(['review', '--diff', '-', '--rehearsal'], { ...terminal, input });

    expect(exitCode).toBe(2);
    expect(terminal.written().errors).toBe(
      'conclave: --diff -: nothing is piped into standard input\n' +
        '  expected a unified diff, e.g. git diff main...HEAD | conclave review --diff -\n' +
        '  For the branch you are on: conclave review --base main\n',
    );
  });
});
