import { describe, expect, it } from 'vitest';
import { Agreement } from '../../../src/backtest/proofs/agreement.ts';
import type { SymbolGrowth, WholeSymbol } from '../../../src/backtest/proofs/growth.ts';
import { someBars } from '../../flows/backtest/leaks/memory-host.ts';

const whole = (warmup: number, asked: readonly number[]): WholeSymbol => ({
  warmup,
  looksAtPositions: false,
  columns: new Map(),
  asked: asked.map((bar) => ({ bar, text: 'x' })),
});
const told = (asked: readonly number[]): SymbolGrowth => ({
  ...{ symbol: 0, from: 0, until: 10, columns: [], rows: new Float64Array(0), changes: [] },
  asked: asked.map((bar) => ({ bar, text: 'x' })),
});

describe('decisions that are compared', () => {
  const compare = (all: WholeSymbol, grown: SymbolGrowth): Agreement => {
    const agreement = new Agreement({ series: [someBars(10)], whole: [all], foundBy: 'prefix' });
    agreement.hear({ kind: 'grown', symbols: [grown] });
    return agreement;
  };

  it('are those behind the warm-up', () => {
    const { decisions, found } = compare(whole(4, [6]), told([6]));

    expect({ decisions, found }).toEqual({ decisions: 6, found: 0 });
  });

  it.each([
    ['with all bars', [2], []],
    ['as it grew', [], [2]],
  ])('are also those within the warm-up that it says it has, where something was wanted %s', (_when, all, grown) => {
    const { found, differences } = compare(whole(8, all), told(grown));

    expect(found).toBe(1);
    expect(differences[0]).toMatchObject({ kind: 'decision', bar: 2 });
  });
});
