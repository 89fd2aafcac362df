import { describe, expect, it } from 'vitest';
import { run } from './running.ts';

const HERE = { folder: import.meta.dirname, columns: 80 };

describe('the help', () => {
  it.each([
    ['conclave', ['--help']],
    ['review', ['review', '--help']],
    ['session', ['session', '--help']],
    ['session-show', ['session', 'show', '--help']],
    ['gate', ['gate', '--help']],
    ['rules', ['rules', '--help']],
    ['evidence', ['evidence', '--help']],
    ['adr', ['adr', '--help']],
    ['adr-lint', ['adr', 'lint', '--help']],
    ['adr-for', ['adr', 'for', '--help']],
    ['adr-new', ['adr', 'new', '--help']],
    ['adr-graph', ['adr', 'graph', '--help']],
    ['doctor', ['doctor', '--help']],
    ['waivers', ['waivers', '--help']],
    ['waivers-audit', ['waivers', 'audit', '--help']],
    ['knowledge', ['knowledge', '--help']],
    ['knowledge-ask', ['knowledge', 'ask', '--help']],
    ['knowledge-list', ['knowledge', 'list', '--help']],
    ['route', ['route', '--help']],
    ['simulate', ['simulate', '--help']],
    ['report', ['report', '--help']],
    ['report-quality', ['report', 'quality', '--help']],
    ['backtest', ['backtest', '--help']],
    ['backtest-run', ['backtest', 'run', '--help']],
    ['backtest-leaks', ['backtest', 'leaks', '--help']],
    ['backtest-compare', ['backtest', 'compare', '--help']],
    ['backtest-golden', ['backtest', 'golden', '--help']],
    ['backtest-new', ['backtest', 'new', '--help']],
    ['backtest-serve', ['backtest', 'serve', '--help']],
    ['backtest-verify', ['backtest', 'verify', '--help']],
    ['sandbox', ['sandbox', '--help']],
    ['sandbox-build', ['sandbox', 'build', '--help']],
    ['sandbox-probe', ['sandbox', 'probe', '--help']],
    ['sandbox-run', ['sandbox', 'run', '--help']],
    ['incidents', ['incidents', '--help']],
    ['incidents-lint', ['incidents', 'lint', '--help']],
    ['ops', ['ops', '--help']],
    ['ops-state', ['ops', 'state', '--help']],
    ['ops-diagnose', ['ops', 'diagnose', '--help']],
    ['ops-signals', ['ops', 'signals', '--help']],
    ['ops-playbook', ['ops', 'playbook', '--help']],
    ['ops-rules', ['ops', 'rules', '--help']],
    ['ops-dashboards', ['ops', 'dashboards', '--help']],
    ['init', ['init', '--help']],
  ])('of %s is the one on file, within 80 columns', async (name, argv) => {
    const { exitCode, output, errors } = await run(argv, HERE);

    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: '' });
    expect(output.split('\n').filter((line) => line.length > 80)).toEqual([]);
    await expect(output).toMatchFileSnapshot(`golden/help-${name}.txt`);
  });

  it('is shown by the program alone', async () => {
    const [alone, asked] = [await run([], HERE), await run(['--help'], HERE)];

    expect(alone).toEqual(asked);
  });

  it('of a command without its verb is shown as wrong use', async () => {
    const { exitCode, output, errors } = await run(['session'], HERE);

    expect({ exitCode, output }).toEqual({ exitCode: 2, output: '' });
    expect(errors).toContain('show [options] <file>');
  });
});

describe('wrong use', () => {
  it.each([
    ['an unknown command', ['reviw'], 'conclave: unknown command "reviw"\n  did you mean review?\n'],
    ['an unknown verb', ['session', 'shw'], 'conclave: unknown command "shw"\n  did you mean show?\n'],
    [
      'an unknown option like no other',
      ['review', '--zzz'],
      'conclave: unknown option "--zzz"\n  conclave --help lists the commands, conclave COMMAND --help their options\n',
    ],
    [
      'a file too much',
      ['session', 'show', 'a', 'b'],
      'conclave: "a, b" is too much for conclave session show\n  expected one file\n' +
        '  conclave --help lists the commands, conclave COMMAND --help their options\n',
    ],
    [
      'no file',
      ['session', 'show'],
      'conclave: no file was named\n  expected the path of a session file\n' +
        '  conclave --help lists the commands, conclave COMMAND --help their options\n',
    ],
    [
      'a value that is missing at the end',
      ['review', '--base'],
      'conclave: --base has no value\n  expected --base REF\n' +
        '  conclave --help lists the commands, conclave COMMAND --help their options\n',
    ],
    ['an escape sequence', ['\u001b[2Jx'], 'conclave: unknown command "'],
  ])('by %s is told in our words', async (_, argv, words) => {
    const { exitCode, output, errors } = await run(argv, HERE);

    expect({ exitCode, output }).toEqual({ exitCode: 2, output: '' });
    expect(errors.startsWith(words)).toBe(true);
    expect(errors).not.toContain('\u001b');
  });

  it('shows the stack only when it is asked for', async () => {
    const [quiet, verbose] = [await run(['review'], HERE), await run(['review', '--verbose'], HERE)];

    expect(quiet.errors).not.toContain('    at ');
    expect(verbose.errors).toContain('    at ');
    expect(verbose.exitCode).toBe(2);
  });
});
