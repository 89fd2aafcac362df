import { describe, expect, it } from 'vitest';
import { barsOf, eventLines, flat, type Ohlc, play } from './play.ts';

const buy = { action: 'BUY', type: 'MARKET', volume: 1 };
const at = (price: number | null): Ohlc | null => (price === null ? null : flat(price));

describe('several symbols', () => {
  it('go through each phase one after another, in the order in which they are given', () => {
    const limit = { action: 'BUY', type: 'LIMIT', volume: 1, price: 99, sl: 98 };
    const bars: Ohlc[] = [flat(100), [100, 101, 97, 98]];
    const played = play([barsOf('X', bars), barsOf('Y', bars)], {
      0: (broker) => {
        for (const index of [0, 1]) {
          broker.place(index, limit);
          broker.place(index, { ...buy, sl: 98 });
        }
      },
    });

    const told = played.events.flatMap((event) =>
      event.type === 'position_opened' || event.type === 'position_closed'
        ? [`${event.symbol} ${event.type.slice(9)} ${event.position_id}`]
        : [],
    );
    expect(told).toEqual([
      'X opened p1',
      'Y opened p2',
      'X opened p3',
      'Y opened p4',
      'X closed p1',
      'X closed p3',
      'Y closed p2',
      'Y closed p4',
    ]);
  });

  it('free the margin of a close in one before an entry in another', () => {
    const played = play(
      [barsOf('X', [100, 100, 100].map(flat)), barsOf('Y', [100, 100, 100].map(flat))],
      {
        0: (broker) => broker.place(1, { ...buy, volume: 10 }),
        1: (broker) => {
          broker.place(0, { ...buy, volume: 10 });
          broker.close('p1', '');
        },
      },
      { initial_cash: 1000 },
    );

    expect(eventLines(played).slice(-2)).toEqual(['2 open position_closed p1 100', '2 open position_opened p2 100']);
  });

  it('let no order stay pending while a liquidated position of another one waits for its bar', () => {
    const played = play(
      [barsOf('X', [100, 100, 90, null, null, 90].map(at) as Ohlc[]), barsOf('Y', Array(6).fill(flat(10)))],
      {
        0: (broker) => broker.place(0, { ...buy, volume: 9.5 }),
        2: (broker) => broker.place(1, { ...buy, type: 'LIMIT', price: 9 }),
      },
      { initial_cash: 100, leverage: 10 },
    );

    const told = played.events.flatMap(({ type, time }) =>
      type === 'liquidation' || type === 'order_cancelled' ? [`${time / 60_000} ${type}`] : [],
    );
    expect(told).toEqual(['3 liquidation', '4 order_cancelled']);
  });

  it('are merged by close: a missing bar is marked at the last close, and its orders wait', () => {
    const played = play(
      [barsOf('X', [100, 100, null, 130].map(at) as Ohlc[]), barsOf('Y', [10, 10, 12, 13].map(at) as Ohlc[])],
      {
        0: (broker) => {
          broker.place(0, buy);
          broker.place(1, buy);
        },
        1: (broker) => [broker.place(0, buy), broker.close('p2', '')],
      },
    );

    expect(played.marks.map(({ equity }) => equity)).toEqual([10_000, 10_000, 10_002, 10_032]);
    // Bar 2 of X is the one after the gap, when three of its minutes are over.
    expect(played.events.at(-1)).toMatchObject({
      type: 'position_opened',
      symbol: 'X',
      bar: 2,
      time: 180_000,
      price: 130,
    });
  });

  it('have one mark for each close time, also where only one of them has a bar', () => {
    const played = play(
      [barsOf('X', [1, null, 1].map(at) as Ohlc[]), barsOf('Y', [null, 1, null, 1].map(at) as Ohlc[])],
      {},
    );

    expect(played.marks.map(({ time }) => time / 60_000)).toEqual([1, 2, 3, 4]);
  });

  it('share the account but not the costs, which may be each their own', () => {
    const bars = barsOf('Y', [100, 100].map(flat));
    const played = play(
      [barsOf('X', [100, 100].map(flat)), bars],
      { 0: (broker) => [broker.place(0, buy), broker.place(1, buy)] },
      { fee_fixed: 1, instruments: { Y: { fee_fixed: 2, spread: 4, leverage: 10 } } },
    );

    const fees = played.events.flatMap((event) => (event.type === 'position_opened' ? [event.fee, event.price] : []));
    expect(fees).toEqual([1, 100, 2, 102]);
    expect(played.marks.at(-1)).toMatchObject({ used_margin: 110.2, equity: 10_000 - 3 - 4 });
  });
});
