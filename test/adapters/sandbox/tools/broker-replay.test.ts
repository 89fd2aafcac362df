import { describe, expect, it } from 'vitest';
import { packBars } from '../../../../src/adapters/sandbox/strategy-host/packing.ts';
import type { Bars } from '../../../../src/backtest/bars.ts';
import { FigureBook } from '../../../../src/backtest/metrics/figure-book.ts';
import { RunConfig } from '../../../../src/backtest/run-config.ts';
import { runStrategies } from '../../../../src/backtest/runner/run-strategies.ts';
import { ask, BUY, CONFIG, HOUR, marketOf, openDesk } from './broker-stage.ts';

/** What is wanted at a bar, and when a position is left. */
const wanted = (index: number) => (index % 9 === 4 ? { ...BUY, sl: 80, comment: `at ${index}` } : null);
const isOver = (entryBar: number, index: number) => index - entryBar >= 4;

class ByRule {
  prepareIndicators() {
    return {};
  }
  findEntries(_bars: Bars, _none: unknown, index: number) {
    return wanted(index) as never;
  }
  findExits(
    position: { readonly position_id: string; readonly entry_bar: number },
    _bars: Bars,
    _none: unknown,
    index: number,
  ) {
    return isOver(position.entry_bar, index) ? { position_id: position.position_id, reason: 'over' } : null;
  }
}

interface Question {
  readonly kind: string;
  readonly from: number;
  readonly until: number;
  readonly positions: readonly {
    readonly from: number;
    readonly until: number;
    readonly position: { readonly position_id: string; readonly entry_bar: number };
  }[];
}

/** Answers as a program behind the wall does: close by close, up to the first at which anything is wanted. */
function answerOf({ from, until, positions }: Question) {
  for (let index = from; index < until; index += 1) {
    const request = wanted(index);
    const exits = positions
      .filter((span) => span.from <= index && index < span.until && isOver(span.position.entry_bar, index))
      .map(({ position }) => ({ position_id: position.position_id, reason: 'over' }));
    if (request !== null || exits.length > 0) {
      return {
        until: index + 1,
        decisions: [{ symbol: 0, bar: index, requests: request === null ? [] : [request], exits }],
      };
    }
  }
  return { until, decisions: [] };
}

describe('a broker that replays a market', () => {
  it('replays a market with a strategy that is asked ahead, to the figures of a run', async () => {
    const series = [marketOf(700)];
    const config = RunConfig.parse({ version: 1, ...CONFIG });
    const figures = new FigureBook({ series, config });
    runStrategies({ strategy: ByRule, series, config, seed: 1, recorder: figures });
    const direct = figures.summary({ correlationId: 'x', seed: 1, data: [] });
    const desk = await openDesk();

    let body: unknown = {
      kind: 'replay',
      session: 0,
      symbol: 'X',
      traits: { warmup: 0, looksAtPositions: true },
      closes: HOUR,
    };
    let floats: Float64Array | undefined = packBars(series[0] as Bars);
    let answer = await desk.answer(body, floats);
    let questions = 0;
    for (; answer.body.kind === 'ask'; questions += 1) {
      body = { kind: 'asked', session: 0, ...answerOf(answer.body as unknown as Question) };
      floats = undefined;
      answer = await desk.answer(body, floats);
    }

    const after = await ask(desk, { kind: 'asked', session: 0, until: 1, decisions: [] });

    expect(after.error?.what).toBe('nothing is replayed in this session');
    const { report } = answer.body as { readonly report: { readonly summary: typeof direct } };
    expect(report.summary.total).toEqual(direct.total);
    expect(report.summary.account).toEqual(direct.account);
    expect(direct.total.trades).toBeGreaterThan(50);
    expect(questions).toBeLessThan(300);
  });

  it('keeps no more markets that wait for an answer, and no more letters of answers, than it may', async () => {
    const desk = await openDesk({ records: 250, letters: 100 });
    await ask(desk, { kind: 'open', symbols: ['X'] });
    const start = (session: number) => ({ kind: 'replay', session, symbol: 'X', closes: HOUR });
    const bars = packBars(marketOf(100));
    const exits = [{ position_id: 'p', reason: 'x'.repeat(100) }];

    const first = await ask(desk, start(0), bars);
    const second = await ask(desk, start(1), bars);
    const anew = await ask(desk, start(0), bars);
    const long = await ask(desk, {
      ...{ kind: 'asked', session: 0, until: 1 },
      decisions: [{ symbol: 0, bar: 0, exits }],
    });

    expect([first.kind, anew.kind]).toEqual(['ask', 'ask']);
    expect(second.error?.what).toContain('have kept all');
    expect(long.error?.what).toContain('take all the room');
  });

  it('refuses decisions about other bars than it asked about, and what is no decision', async () => {
    const desk = await openDesk();
    const start = { kind: 'replay', session: 0, symbol: 'X', closes: HOUR };
    await desk.answer(start, packBars(marketOf(50)));

    const rubbish = await ask(desk, {
      kind: 'asked',
      session: 0,
      until: 3,
      decisions: [{ symbol: 0, bar: 2, requests: [{ action: 'BUY', bribe: 1 }] }],
    });
    const late = await ask(desk, {
      kind: 'asked',
      session: 0,
      until: 3,
      decisions: [{ symbol: 0, bar: 9, requests: [BUY] }],
    });

    expect(rubbish.error?.what).toContain('unknown field `bribe`');
    expect(late.error?.what).toContain('decided about bar 9');
  });
});
