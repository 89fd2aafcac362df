import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { Proofs } from '../../../src/backtest/artefacts/test-report.ts';
import { runProgram } from '../../../src/cli/program.ts';
import { makeRepository, removeFolders } from '../../adapters/git/scratch-repository.ts';
import { openTestTerminal } from '../../fixtures/test-terminal.ts';
import { run } from '../running.ts';
import { buyWhen, DAYS } from './short-market.ts';

afterAll(removeFolders);

const repository = makeRepository();
repository.write('days.csv', DAYS);
repository.write('strategies/s.ts', buyWhen('(bars.close[bar + 1] ?? 0) > bars.close[bar]!'));
const leaking = repository.commit();
repository.write('strategies/s.ts', buyWhen('(bar + new Date(2024, 0, 1).getTimezoneOffset() / 15) % 9 === 0'));
const strange = repository.commit();
repository.write('strategies/rule.ts', 'export const STEP: number = 9;\n');
repository.write('strategies/s.ts', `import { STEP } from './rule.ts';\n${buyWhen('bar % STEP === 0')}`);
const base = repository.commit();
repository.write('strategies/rule.ts', 'export const STEP: number = 5;\n');
const head = repository.commit();
repository.write('strategies/rule.ts', 'not committed, so nobody runs it');

function compare(...options: readonly string[]) {
  return run(['backtest', 'compare', 'strategies/s.ts', '--data', 'X=days.csv', ...options], repository);
}

describe('conclave backtest compare', () => {
  it('runs both commits with the code around the strategy, and leaves the work tree alone', async () => {
    const ending = await compare('--base', 'HEAD~1', '--json');

    expect(ending).toMatchObject({ exitCode: 0, errors: '' });
    const told = JSON.parse(ending.output);
    expect(told).toMatchObject({ base: { ref: 'HEAD~1', commit: base }, head: { ref: 'HEAD', commit: head } });
    expect(told.head.summary.orders.placed).toBeGreaterThan(told.base.summary.orders.placed);
  });

  it('finds nothing between a commit and itself', async () => {
    const ending = await compare('--base', 'HEAD');

    expect(ending.exitCode).toBe(0);
    expect(ending.output).toContain('not distinguishable');
  });

  it('writes the Markdown of a comment to a file too', async () => {
    const ending = await compare('--base', 'HEAD~1', '--format', 'markdown', '--out', 'comment.md');

    expect(ending.exitCode).toBe(0);
    expect(readFileSync(join(repository.folder, 'comment.md'), 'utf8')).toBe(ending.output);
    expect(ending.output).toContain('```mermaid');
  });

  it('writes no colours into a file', async () => {
    const terminal = openTestTerminal(repository);
    const output = { ...terminal.output, colours: true };
    const argv = ['backtest', 'compare', 'strategies/s.ts', '--data', 'X=days.csv', '--base', 'HEAD'];

    const exitCode = await runProgram([...argv, '--out', 'comparison.txt'], { ...terminal, output });

    expect(exitCode).toBe(0);
    expect(terminal.written().output).toContain('\u001b[');
    const written = readFileSync(join(repository.folder, 'comparison.txt'), 'utf8');
    expect(written).toBe(stripVTControlCharacters(terminal.written().output));
    expect(written).toContain('– deterministic (not proven): the run was not made twice\n');
    expect(written).toContain('– wall (not proven): none stood around the strategy\n');
  });

  it('proves the head as it stands in its commit', async () => {
    const ending = await compare('--base', 'HEAD~1', '--twice', '--leaks', '--json');

    expect(ending).toMatchObject({ exitCode: 0, errors: '' });
    const { determinism, look_ahead } = Proofs.parse(JSON.parse(ending.output).proofs);
    expect(determinism).toMatchObject({ answer: 'same', differences: [] });
    expect(look_ahead).toMatchObject({ answer: 'clean', cuts: 100 });
  });

  it.each([
    ['saw a later bar', '--leaks', leaking, /✗ look-ahead: .*differences found/],
    ['runs otherwise the second time', '--twice', strange, /✗ deterministic: .*in the first run/],
  ])('fails, and says so in a comment, when the head %s', async (_what, proof, commit, words) => {
    const ending = await compare('--base', commit, '--head', commit, proof, '--format', 'markdown');

    expect(ending.exitCode).toBe(1);
    expect(ending.output).toMatch(words);
  });

  it.each([
    ['no base', [], '--base: no base was named'],
    ['a base that is not there', ['--base', 'gone'], 'gone'],
    ['another format', ['--base', 'HEAD', '--format', 'html'], '--format: unknown format'],
  ])('refuses %s', async (_what, options, words) => {
    const ending = await compare(...options);

    expect(ending).toMatchObject({ exitCode: 2, output: '' });
    expect(ending.errors).toContain(words);
  });

  it('says that a side does not have the strategy', async () => {
    const ending = await run(['backtest', 'compare', 'gone.ts', '--data', 'X=days.csv', '--base', 'HEAD'], repository);

    expect(ending).toMatchObject({ exitCode: 2, output: '' });
    expect(ending.errors).toContain('gone.ts is not in HEAD');
  });
});
