import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { renderLeakReport } from '../../../src/backtest/artefacts/terminal/terminal-proof.ts';
import { LookAheadProof } from '../../../src/backtest/proofs/look-ahead.ts';
import { HOSTILE } from './sample-summary.ts';

const plain = { colour: false, width: 80 };

function proof(over: Partial<LookAheadProof> = {}): LookAheadProof {
  return LookAheadProof.parse({
    answer: 'clean',
    claim: 'decisions depend on no later bar that was supplied',
    reasons: ['On each of the 1,200 prefixes everything was the same.'],
    mode: 'every_prefix',
    bars: 1_230,
    warmup: 30,
    cuts: 1_200,
    columns: ['GOOG.fast', 'GOOG.slow'],
    values: 2_400,
    decisions: { compared: 1_200, non_empty: 40 },
    noise: { cuts: 64, seed: 7 },
    differences: [],
    differences_found: 0,
    calendar: { weeks: 52, changed: 0, warning: null },
    ...over,
  });
}

function differenceOf(words: string): LookAheadProof['differences'][number] {
  const time = '2024-01-01T00:00:00.000Z';
  const at = { symbol: 'GOOG', bar: 3, time, column: 'fast', supplied: '1', withheld: '2' };
  return { kind: 'value', found_by: 'prefix', ...at, words };
}

describe('a look-ahead proof on a terminal', () => {
  it('says the answer, what was compared and what is claimed', () => {
    expect(renderLeakReport(proof(), plain)).toBe(
      [
        'Look-ahead: clean: no decision saw a later bar',
        'On each of the 1,200 prefixes everything was the same.',
        'Compared on every prefix (1,200 cuts in 1,230 bars): 2,400 values of 2',
        '  columns, 1,200 decisions, of which 40 wanted something; noise after 64 cuts.',
        'Claimed: decisions depend on no later bar that was supplied.',
        '',
      ].join('\n'),
    );
  });

  it('tells the differences, and how many more there are', () => {
    const differences = [differenceOf('Column `fast` at bar 3 is 1.'), differenceOf('The decision at bar 4 is 2.')];

    const text = renderLeakReport(proof({ answer: 'leak', differences, differences_found: 1_002 }), plain);

    expect(text).toContain('Look-ahead: LEAK: a later bar was seen\n');
    expect(text).toContain('✗ Column `fast` at bar 3 is 1.\n');
    expect(text).toContain('✗ The decision at bar 4 is 2.\n');
    expect(text).toContain('and 1,000 more\n');
  });

  it('says that a sample was taken, and warns of dates', () => {
    const calendar = { weeks: 52, changed: 3, warning: '3 decisions change.' };

    const text = renderLeakReport(proof({ answer: 'not_proven', mode: 'sampled', calendar }), plain);

    expect(text).toContain('Look-ahead: not proven\n');
    expect(text).toContain('a sample of prefixes');
    expect(text).toContain('Warning: 3 decisions change.\n');
  });

  it.each(['clean', 'leak', 'not_proven'] as const)('says the same with colours when it is %s', (answer) => {
    const coloured = renderLeakReport(proof({ answer }), { colour: true, width: 80 });

    expect(coloured).toContain('\u001b[');
    expect(stripVTControlCharacters(coloured)).toBe(renderLeakReport(proof({ answer }), plain));
  });

  it('lets words of a strategy do nothing to a terminal', () => {
    const told = { answer: 'leak' as const, differences: [differenceOf(HOSTILE)], differences_found: 1 };

    const text = renderLeakReport(proof({ ...told, reasons: [HOSTILE] }), plain);

    expect(text).not.toContain('\u001b');
    expect(text).not.toContain('\u2028');
  });

  it.each([40, 60, 120])('stays within %d columns', (width) => {
    const lines = renderLeakReport(proof({ reasons: ['word '.repeat(60)] }), { colour: false, width }).split('\n');

    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(Math.max(width, 46));
  });
});
