import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultOf } from '../../../src/backtest/broker/faults.ts';
import { barsOf, eventLines, flat, play, playOrders, round } from './play.ts';

const buy = { action: 'BUY', type: 'MARKET', volume: 1 };
const limit = { action: 'BUY', type: 'LIMIT', volume: 1, price: 90 };
const BARS = [100, 100, 100, 100, 80].map(flat);

describe('an order that expires', () => {
  it.each([
    [1, '1 close order_cancelled o1 EXPIRED'],
    [3, '3 close order_cancelled o1 EXPIRED'],
    [4, '4 open position_opened p1 80'],
  ])('may fill on %s bars and is cancelled at the close of the last', (expire_bars, line) => {
    const played = playOrders(BARS, { 0: [{ ...limit, expire_bars }] });

    expect(eventLines(played)).toEqual([line]);
  });
});

describe('a cancellation by comment', () => {
  it('cancels the orders of the symbol that carry it, or all', () => {
    const counts: number[] = [];
    const played = play([barsOf('X', BARS), barsOf('Y', BARS)], {
      0: (broker) => {
        for (const comment of ['a', 'b', 'a', null]) broker.place(0, { ...limit, comment });
        broker.place(1, { ...limit, comment: 'a' });
      },
      1: (broker) => counts.push(broker.cancelAll(0, 'a'), broker.cancelAll(0, 'c'), broker.cancelAll(0, null)),
    });

    expect(counts).toEqual([2, 0, 2]);
    expect(eventLines(played)).toEqual([
      '1 close order_cancelled o1 REQUESTED',
      '1 close order_cancelled o3 REQUESTED',
      '1 close order_cancelled o2 REQUESTED',
      '1 close order_cancelled o4 REQUESTED',
      '4 open position_opened p1 80',
    ]);
  });
});

describe('faults of the exchange', () => {
  it('reject an order when it arrives', () => {
    const played = playOrders(BARS, { 0: [buy, limit] }, { faults: { reject: 1 } });

    expect(eventLines(played)).toEqual([
      '1 open order_rejected o1 EXCHANGE_REJECTED',
      '1 open order_rejected o2 EXCHANGE_REJECTED',
    ]);
  });

  it('delay an order by bars, told when it should have acted', () => {
    const played = playOrders(BARS, { 0: [buy] }, { faults: { delay: 1, delay_bars: 2 } });

    expect(eventLines(played)).toEqual(['1 open order_delayed o1', '3 open position_opened p1 100']);
  });

  it('delay the first open of a limit as well (R19)', () => {
    const played = playOrders(BARS, { 1: [limit] }, { faults: { delay: 1, delay_bars: 2 }, market: 'continuous' });

    expect(eventLines(played).at(-1)).toBe('4 open position_opened p1 80');
  });

  it('fill a part and cancel the rest', () => {
    const fault = faultOf(1, 1, { reject: 0, delay: 0, delay_bars: 1, partial: 1 });
    const share = fault.kind === 'partial' ? fault.share : 0;

    const { events } = playOrders(BARS, { 0: [{ ...buy, volume: 10 }] }, { faults: { partial: 1 }, lot_size: 1 });

    const opened = events.find(({ type }) => type === 'position_opened');
    expect(opened).toMatchObject({ volume: Math.floor(round(10 * share)) });
    expect(events.at(-1)).toMatchObject({ type: 'order_cancelled', reason: 'PARTIAL_FILL', order_id: 'o1' });
  });

  it('fill nothing when the part is less than a lot', () => {
    const played = playOrders(BARS, { 0: [buy] }, { faults: { partial: 1 }, lot_size: 1 });

    expect(eventLines(played)).toEqual(['1 close order_cancelled o1 PARTIAL_FILL']);
  });

  it('are a function of seed and order number, and come about as often as they should', () => {
    const faults = { reject: 0.2, delay: 0.2, delay_bars: 1, partial: 0.2 };
    const kinds = Array.from({ length: 5000 }, (_, index) => faultOf(index + 1, 7, faults).kind);

    const counted = ['reject', 'delay', 'partial'].map((kind) => kinds.filter((one) => one === kind).length / 5000);

    expect(counted.every((share) => Math.abs(share - 0.2) < 0.02)).toBe(true);
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 1e6 }), (seed, number) => {
        const fault = faultOf(number, seed, faults);

        expect(fault).toEqual(faultOf(number, seed, faults));
        expect(fault.kind === 'partial' ? fault.share : 0.5).toSatisfy((share: number) => share >= 0.1 && share < 0.9);
      }),
    );
  });

  it('of one order do not depend on what other orders came to', () => {
    const faults = { faults: { reject: 0.3, delay: 0.3, partial: 0.3 } };
    const orders = Array.from({ length: 12 }, () => buy);
    const others = orders.map((order, index) => (index % 2 === 0 ? { ...limit, price: 1 } : order));

    const all = eventLines(playOrders(BARS, { 0: orders }, faults));
    const half = eventLines(playOrders(BARS, { 0: others }, faults));

    const ofEven = (lines: readonly string[]) => lines.filter((line) => / o(?:2|4|6|8|10|12)\b/.test(line));
    expect(ofEven(half)).toEqual(ofEven(all));
    expect(ofEven(all)).not.toEqual([]);
  });
});
