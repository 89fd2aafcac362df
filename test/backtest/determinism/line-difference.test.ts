import { describe, expect, it } from 'vitest';
import { type LineDifference, tellDifference } from '../../../src/backtest/determinism/line-difference.ts';

const HEADER = 'trade_id,symbol,reason,volume';

function difference(over: Partial<LineDifference>): LineDifference {
  return { name: 'trades.csv', line: 3, header: HEADER, first: null, second: null, ...over };
}

describe('the first difference of two runs in words', () => {
  it.each([
    [
      'a cell, by its column and where it stands',
      { first: 't1,GOOG,sl,1', second: 't1,GOOG,sl,2' },
      'trades.csv, line 3 (symbol GOOG): volume is 1 in the first run, 2 in the second',
    ],
    [
      'a cell that holds a comma and a quote',
      { first: 't1,GOOG,"a,""b""",1', second: 't1,GOOG,c,1' },
      'trades.csv, line 3 (symbol GOOG): reason is a,"b in the first run, c in the second',
    ],
    [
      'a key of an event',
      {
        name: 'events.log',
        header: '{}',
        first: '{"event":"order_placed","bar":4,"price":1.5}',
        second: '{"event":"order_placed","bar":4,"price":null}',
      },
      'events.log, line 3 (event order_placed, bar 4): price is 1.5 in the first run, null in the second',
    ],
    [
      'a key that one run does not have',
      { name: 'events.log', first: '{"bar":4}', second: '{"bar":4,"tag":"x"}' },
      'events.log, line 3 (bar 4): tag is missing in the first run, x in the second',
    ],
    [
      'a line of pretty JSON',
      { name: 'summary.json', first: '    "sharpe": 0.7,', second: '    "sharpe": 0.8,' },
      'summary.json, line 3: sharpe is 0.7 in the first run, 0.8 in the second',
    ],
    [
      'an order of keys',
      { name: 'events.log', first: '{"a":1,"b":2}', second: '{"b":2,"a":1}' },
      'events.log, line 3: the same fields in another order or spelling',
    ],
    [
      'a line of which nothing is known',
      { name: 'summary.json', first: '  ],', second: '  }' },
      'summary.json, line 3:   ], in the first run,   } in the second',
    ],
    ['a run that stops', { first: 't1,GOOG,sl,1' }, 'trades.csv goes on at line 3 in the first run only: t1,GOOG,sl,1'],
    ['line ends', {}, 'trades.csv has other line ends in the second run'],
    ['a run that goes on', { second: 't1' }, 'trades.csv goes on at line 3 in the second run only: t1'],
  ])('tells %s', (_what, over, words) => {
    expect(tellDifference(difference(over))).toBe(words);
  });

  it('cuts values that nobody would read to the end', () => {
    const told = tellDifference(difference({ first: 'x'.repeat(5_000), second: null }));

    expect(told).toHaveLength('trades.csv goes on at line 3 in the first run only: '.length + 121);
    expect(told.endsWith('x…')).toBe(true);
  });
});
