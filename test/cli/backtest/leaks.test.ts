import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LookAheadProof } from '../../../src/backtest/proofs/look-ahead.ts';
import { makeFolder, run } from '../running.ts';
import { buyWhen, DAYS } from './short-market.ts';

function prove(folder: string, rule: string, ...options: readonly string[]) {
  writeFileSync(join(folder, 's.ts'), buyWhen(rule));
  writeFileSync(join(folder, 'days.csv'), DAYS);
  return run(['backtest', 'leaks', 's.ts', '--data', 'X=days.csv', ...options], { folder });
}

describe('conclave backtest leaks', () => {
  it('is clean, with exit code 0, about a strategy that goes by what it was sent', async () => {
    using place = makeFolder();

    const ending = await prove(place.folder, 'bar % 9 === 0', '--out', 'proof.json', '--json');

    expect(ending).toMatchObject({ exitCode: 0, errors: '' });
    const proof = LookAheadProof.parse(JSON.parse(ending.output));
    expect(proof).toMatchObject({ answer: 'clean', mode: 'every_prefix', cuts: 100 });
    expect(readFileSync(join(place.folder, 'proof.json'), 'utf8')).toBe(ending.output);
  });

  it('names the first decision that saw a later bar, with exit code 1', async () => {
    using place = makeFolder();

    const ending = await prove(place.folder, '(bars.close[bar + 1] ?? 0) > bars.close[bar]!');

    expect(ending).toMatchObject({ exitCode: 1, errors: '' });
    expect(ending.output).toMatch(/^Look-ahead: LEAK: a later bar was seen\n/);
    expect(ending.output).toContain('✗ The decision at bar 0 of X (2024-01-02T00:00:00.000Z)');
  });

  it('is never clean about a strategy that does nothing: exit code 3', async () => {
    using place = makeFolder();

    const ending = await prove(place.folder, 'false');

    expect(ending.exitCode).toBe(3);
    expect(ending.output).toMatch(/^Look-ahead: not proven\n/);
  });

  it('is no proof where the strategy ends its process: exit code 2', async () => {
    using place = makeFolder();

    const ending = await prove(place.folder, '(process.exit(0), true)');

    expect(ending).toMatchObject({ exitCode: 2, output: '' });
    expect(ending.errors).toContain('ended with exit code 0');
  });
});
