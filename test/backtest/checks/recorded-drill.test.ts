import { describe, expect, it } from 'vitest';
import type { Bars } from '../../../src/backtest/bars.ts';
import { runDrills } from '../../../src/backtest/checks/drill.ts';
import { InvariantBook } from '../../../src/backtest/checks/invariant-book.ts';
import { OrderOrigins } from '../../../src/backtest/checks/order-origins.ts';
import { replayRecorded } from '../../../src/backtest/checks/recorded-decider.ts';
import type { BacktestEvent } from '../../../src/backtest/event.ts';
import { RunConfig } from '../../../src/backtest/run-config.ts';
import { type Decision, replayDecisions } from '../../../src/backtest/runner/replayed-decisions.ts';
import { barsOf } from '../broker/play.ts';
import { COSTS, walk } from './market.ts';

const config = RunConfig.parse(COSTS);
const buy = { action: 'BUY', type: 'MARKET', volume: 1 } as const;
const sell = { action: 'SELL', type: 'MARKET', volume: 2 } as const;

/** A run of recorded decisions, as an engine keeps it for its drills. */
function record(series: readonly Bars[], decisions: readonly (readonly Decision[])[], config: RunConfig) {
  const origins = new OrderOrigins();
  const book = new InvariantBook({ series, config });
  const recorder = {
    event: (event: BacktestEvent) => {
      origins.event(event);
      book.event(event);
    },
    trade: book.trade.bind(book),
    mark: book.mark.bind(book),
  };
  replayDecisions({ series, config, seed: 1, recorder, decisions });
  return { recorded: { decisions, origins }, run: book.evidence() };
}

/** What closes and is asked to close in a replay of recorded decisions. */
function closings(series: readonly Bars[], decisions: readonly Decision[], changed: RunConfig, from = 0) {
  const events: BacktestEvent[] = [];
  const { recorded } = record(series, [decisions], free);
  const [bars] = series as readonly [Bars];
  const cut = { ...bars, length: bars.length - from, time: bars.time.subarray(from), open: bars.open.subarray(from) };
  const rest = { high: bars.high.subarray(from), low: bars.low.subarray(from), close: bars.close.subarray(from) };
  replayRecorded({
    run: recorded,
    series: [{ ...cut, ...rest, volume: bars.volume.subarray(from) }],
    parts: [{ symbol: 0, bar: from }],
    config: changed,
    seed: 1,
    recorder: { event: (event) => void events.push(event), trade: () => {}, mark: () => {} },
  });
  return events.flatMap((event) => {
    if (event.type === 'close_rejected') return ['rejected'];
    return event.type === 'position_closed' ? [`${event.position_id} ${event.bar} ${event.reason}`] : [];
  });
}

const flat = [
  barsOf(
    'X',
    Array.from({ length: 12 }, () => [10, 11, 9, 10] as const),
  ),
];
const free = RunConfig.parse({ version: 1, risk: { max_open_positions: null } });

/** Two orders at bar 1, of which the second is closed at bar 5, and an order at bar 7 that is closed at bar 9. */
const decisions: readonly Decision[] = [
  { bar: 1, asked: { requests: [buy, sell], exits: [] } },
  { bar: 5, asked: { requests: [], exits: [{ position_id: 'p2', reason: '' }] } },
  { bar: 7, asked: { requests: [buy], exits: [] } },
  { bar: 9, asked: { requests: [], exits: [{ position_id: 'p3', reason: '' }] } },
];

describe('recorded decisions in a drill', () => {
  it('hold where there is something to bite on, and the drill says whose decisions they are', () => {
    const series = [walk({ length: 400, seed: 3 })];
    const many = Array.from({ length: 60 }, (_, index): Decision[] => [
      { bar: 5 + 6 * index, asked: { requests: [{ ...buy, volume: 5 }], exits: [] } },
      { bar: 8 + 6 * index, asked: { requests: [], exits: [{ position_id: `p${index + 1}`, reason: '' }] } },
    ]);
    const { recorded, run } = record(series, [many.flat()], config);

    const { drills, window } = runDrills({ recorded, series, config, seed: 1, run });

    expect(drills.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 8 }, () => 'held'));
    expect(window).toMatch(/^Drills replayed bars 0 to 399 .* each exit for the position of the same order\.$/);
  });

  it('close the positions of the same orders where all of them fill', () => {
    expect(closings(flat, decisions, free)).toEqual(['p2 6 close', 'p3 10 close', 'p1 11 end_of_data']);
  });

  it('close the same position under the name that it has where an earlier order is refused', () => {
    const small = RunConfig.parse({ version: 1, risk: { max_open_positions: null, max_position: 15 } });

    expect(closings(flat, decisions, small)).toEqual(['p2 10 close', 'p1 11 end_of_data']);
  });

  it('close nothing where the order did not fill, and leave out what lies before the window', () => {
    const none = RunConfig.parse({ version: 1, risk: { max_position: 1 } });

    expect(closings(flat, decisions, none)).toEqual([]);
    expect(closings(flat, decisions, free, 4)).toEqual(['p1 6 close']);
  });
});
