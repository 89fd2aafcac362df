import { describe, expect, it } from 'vitest';
import { refuseUnfitMarket } from '../../../src/backtest/data/market-fit.ts';
import { RunConfig } from '../../../src/backtest/run-config.ts';
import { isAppError, renderError } from '../../../src/kernel/app-error.ts';

function market(bars: Readonly<Record<string, string>>): { manifest: { symbol: string; bar: string } }[] {
  return Object.entries(bars).map(([symbol, bar]) => ({ manifest: { symbol, bar } }));
}

function refusalOf(bars: Readonly<Record<string, string>>, instruments: RunConfig['instruments']): readonly string[] {
  try {
    refuseUnfitMarket(market(bars), RunConfig.parse({ version: 1, instruments }));
  } catch (error) {
    if (isAppError(error)) return [error.code, renderError(error)];
    throw error;
  }
  return [];
}

describe('a market of several symbols', () => {
  it('is taken when its bars are equally long and its instruments are in it', () => {
    expect(refusalOf({ GOOG: '1d', BTCUSD: '1d' }, { BTCUSD: { leverage: 2 } })).toEqual([]);
    expect(refusalOf({ GOOG: '1h' }, {})).toEqual([]);
  });

  it('is refused when bars differ in length, with both symbols and lengths', () => {
    const [code, text] = refusalOf({ GOOG: '1d', BTCUSD: '1d', EURUSD: '1h' }, {});

    expect(code).toBe('bad-input');
    expect(text).toContain('--data: bars of different length in one run: GOOG has bars of 1d, EURUSD bars of 1h');
    expect(text).toContain('or run each symbol by itself');
  });

  it('is refused when an instrument is not in it, with the symbol that was meant', () => {
    const [code, text] = refusalOf({ GOOG: '1d', BTCUSD: '1d' }, { BTCUSD: {}, GOGO: { fee_taker: 0.001 } });

    expect(code).toBe('bad-config');
    expect(text).toBe(
      'instruments.GOGO: the data has no symbol GOGO\n  expected a symbol of the data: GOOG, BTCUSD\n  Did you mean GOOG?',
    );
  });

  it('guesses no symbol that is not near', () => {
    const [, text] = refusalOf({ GOOG: '1d' }, { XAUUSD: {} });

    expect(text).toBe('instruments.XAUUSD: the data has no symbol XAUUSD\n  expected a symbol of the data: GOOG');
  });
});
