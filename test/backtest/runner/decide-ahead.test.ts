import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GrowingDesks } from '../../../src/backtest/proofs/growing-desks.ts';
import { RunConfig } from '../../../src/backtest/run-config.ts';
import { type Asked, NOTHING } from '../../../src/backtest/runner/asked.ts';
import { decideAhead } from '../../../src/backtest/runner/decide-ahead.ts';
import { decideStrictly } from '../../../src/backtest/runner/decide-strictly.ts';
import { barsOf } from '../broker/play.ts';
import { decisions as plans } from '../properties/generated.ts';
import { askedAhead, markets, runBarByBar, strategyOf } from './asked-ahead.ts';

const looks = { looksAtPositions: [true, true] };

describe('a strategy that is asked ahead', () => {
  it('decides as in a run bar by bar, whatever stops, limits, faults and rules do to its positions', async () => {
    await fc.assert(
      fc.asyncProperty(markets, plans, fc.boolean(), async (market, all, everyBar) => {
        const strategy = strategyOf(all, everyBar);
        const { ask } = askedAhead(market, strategy);

        const decisions = await decideAhead({ ...market, ...looks, ask });

        expect(decisions).toEqual(runBarByBar(market, strategy).decisions);
      }),
      { numRuns: 150 },
    );
  });

  it('decides the same when it gets each bar only after its decision about the one before', async () => {
    await fc.assert(
      fc.asyncProperty(markets, plans, async (market, all) => {
        const strategy = strategyOf(all, false);
        const symbols = market.series.map(({ symbol, closes }) => ({ symbol, closes: closes as number }));
        const desks = new GrowingDesks({ strategy, params: {}, seed: 3, symbols });

        const decisions = await decideStrictly({
          ...market,
          ...looks,
          advance: async (step) => desks.advance(step),
          where: 'strategy',
        });

        expect(decisions).toEqual(runBarByBar(market, strategy).decisions);
      }),
      { numRuns: 30 },
    );
  });

  it('is asked about more closes at once while it wants nothing, and about few after it wanted something', async () => {
    const series = [
      barsOf(
        'X',
        Array.from({ length: 1_500 }, () => [10, 11, 9, 10] as const),
      ),
    ];
    const market = { series, config: RunConfig.parse({ version: 1 }), seed: 1 };
    const spans: number[] = [];
    const buy: Asked = { requests: [{ action: 'BUY', type: 'MARKET', volume: 1 }], exits: [] };

    await decideAhead({
      ...market,
      looksAtPositions: [true],
      ask: async ({ from, until }) => {
        spans.push(until - from);
        const bar = 300;
        const isIn = from <= bar && bar < until;
        return isIn
          ? { until: bar + 1, decisions: [{ symbol: 0, bar, asked: buy }], isSlow: false }
          : { until, decisions: [], isSlow: until === 1_309 };
      },
    });

    expect(spans).toEqual([16, 32, 64, 128, 256, 16, 32, 64, 128, 256, 512, 8, 16, 32, 64, 71]);
  });

  it.each([
    ['goes no further', { until: 0, decisions: [] }, 'an answer up to close 15'],
    ['goes too far', { until: 17, decisions: [] }, 'not up to 16'],
    ['stops where it wants nothing', { until: 3, decisions: [] }, 'not up to 2'],
    ['decides about an earlier bar', { until: 3, decisions: [{ symbol: 0, bar: 1, asked: NOTHING }] }, 'one for each'],
    ['decides about no symbol', { until: 3, decisions: [{ symbol: 1, bar: 2, asked: NOTHING }] }, 'one for each'],
    [
      'decides twice',
      {
        until: 3,
        decisions: [
          { symbol: 0, bar: 2, asked: NOTHING },
          { symbol: 0, bar: 2, asked: NOTHING },
        ],
      },
      'one for each',
    ],
  ] as const)('is refused when it %s', async (_what, answer, expected) => {
    const series = [
      barsOf(
        'X',
        Array.from({ length: 40 }, () => [10, 11, 9, 10] as const),
      ),
    ];
    const config = RunConfig.parse({ version: 1 });

    const decided = decideAhead({
      ...{ series, config, seed: 1, looksAtPositions: [true] },
      ask: async () => ({ ...answer, isSlow: false }),
    });

    await expect(decided).rejects.toMatchObject({
      code: 'bad-input',
      facts: { expected: expect.stringContaining(expected) },
    });
  });
});

describe('a strategy that gets bar by bar', () => {
  const bars = Array.from({ length: 40 }, () => [10, 11, 9, 10] as const);
  const order = '{"requests":[{"action":"BUY","type":"MARKET","volume":1}],"exits":[]}';

  it.each([3, 5, 40])('may not say at bar 4 what it wanted after bar %i', async (bar) => {
    let sent = 0;

    const decided = decideStrictly({
      ...{ series: [barsOf('X', bars)], config: RunConfig.parse({ version: 1 }), seed: 1, looksAtPositions: [true] },
      where: 'mine.py',
      advance: async () => {
        sent += 1;
        const asked = sent === 5 ? [{ bar, text: order }] : [];
        const told = { symbol: 0, from: sent - 1, until: sent, columns: [], rows: new Float64Array(0), changes: [] };
        return { kind: 'grown', symbols: [{ ...told, asked }] };
      },
    });

    await expect(decided).rejects.toThrow(`the strategy decided about bar ${bar} when it was asked about another one`);
  });
});
