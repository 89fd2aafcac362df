import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Replay } from '../../../src/backtest/replay.ts';
import { RunConfig } from '../../../src/backtest/run-config.ts';
import { askBroker, NOTHING } from '../../../src/backtest/runner/asked.ts';
import { replayDecisions } from '../../../src/backtest/runner/replayed-decisions.ts';
import { barsOf } from '../broker/play.ts';
import { decisions as plans } from '../properties/generated.ts';
import { markets, runBarByBar, strategyOf, told } from './asked-ahead.ts';

describe('a replay that goes ahead', () => {
  it('does not disturb the one that it was forked off', () => {
    fc.assert(
      fc.property(markets, plans, fc.integer({ min: 1, max: 20 }), (market, all, ahead) => {
        const { log, decisions } = runBarByBar(market, strategyOf(all, true));
        const again: string[] = [];
        const replay = new Replay({ ...market, recorder: told(again) });
        const wanted = decisions.map((each) => new Map(each.map(({ bar, asked }) => [bar, asked])));

        while (replay.next()) {
          const fork = replay.fork(told([]));
          for (let step = 0; step < ahead && fork.next(); step += 1) fork.broker.cancelAll(0, null);
          for (const [symbol, own] of wanted.entries()) {
            const asked = replay.isHere(symbol) ? own.get(replay.barOf(symbol)) : undefined;
            if (asked !== undefined) askBroker(replay.broker, symbol, asked);
          }
        }
        replay.broker.finish();

        expect(again).toEqual(log);
      }),
      { numRuns: 60 },
    );
  });
});

describe('decisions that are replayed', () => {
  it('come to the same events, trades and marks as the run that they are from', () => {
    fc.assert(
      fc.property(markets, plans, (market, all) => {
        const { log, decisions } = runBarByBar(market, strategyOf(all, true));
        const again: string[] = [];

        replayDecisions({ ...market, decisions, recorder: told(again) });

        expect(again).toEqual(log);
      }),
      { numRuns: 60 },
    );
  });

  const series = [
    barsOf(
      'X',
      Array.from({ length: 5 }, () => [10, 11, 9, 10] as const),
    ),
  ];
  const market = { series, config: RunConfig.parse({ version: 1 }), seed: 1, recorder: told([]) };

  it.each([
    ['behind the last bar', [[{ bar: 5, asked: NOTHING }]]],
    ['about no bar', [[{ bar: 1.5, asked: NOTHING }]]],
    [
      'twice about one bar',
      [
        [
          { bar: 2, asked: NOTHING },
          { bar: 2, asked: NOTHING },
        ],
      ],
    ],
  ])('are refused when they are %s', (_what, decisions) => {
    expect(() => replayDecisions({ ...market, decisions })).toThrow(/^a decision is about bar/);
  });

  it('are refused when a symbol has none', () => {
    expect(() => replayDecisions({ ...market, decisions: [] })).toThrow('there are decisions for 0 of 1 symbols');
  });
});
