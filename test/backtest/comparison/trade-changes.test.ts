import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesOf } from '../../../src/backtest/comparison/trade-changes.ts';
import { tradeOn } from './compared-run.ts';

describe('what became of trades', () => {
  it('finds the same trades the same, whatever their ids are', () => {
    const changes = changesOf([tradeOn(1), tradeOn(2)], [tradeOn(1, { position_id: 'p9' }), tradeOn(2)]);

    expect(changes).toMatchObject({ base: 2, head: 2, same: 2, changed: 0, appeared: 0, disappeared: 0 });
  });

  it('lists what appeared and what disappeared', () => {
    const changes = changesOf([tradeOn(1), tradeOn(2)], [tradeOn(2), tradeOn(5, { action: 'SELL' })]);

    expect(changes).toMatchObject({ same: 1, changed: 0, appeared: 1, disappeared: 1 });
    expect(changes.appeared_trades).toEqual([
      {
        symbol: 'S',
        action: 'SELL',
        entry_time: '2024-01-06T00:00:00.000Z',
        entry_price: 100,
        exit_time: '2024-01-07T00:00:00.000Z',
        exit_price: 110,
        volume: 1,
        reason: 'tp',
        pnl_net: 9.8,
      },
    ]);
    expect(changes.disappeared_trades).toMatchObject([{ entry_time: '2024-01-02T00:00:00.000Z' }]);
  });

  it('calls a trade of the same entry with another exit changed, and says in what', () => {
    const { changed, changed_trades } = changesOf([tradeOn(1)], [tradeOn(1, { exit_price: 95, reason: 'sl' })]);

    expect(changed).toBe(1);
    expect(changed_trades).toMatchObject([
      { base: { exit_price: 110 }, head: { exit_price: 95 }, differs: ['exit_price', 'reason'] },
    ]);
  });

  it('calls a trade changed that was entered with another volume or at another price', () => {
    const head = [tradeOn(1, { volume: 2 }), tradeOn(2, { entry_price: 101 })];

    expect(changesOf([tradeOn(1), tradeOn(2)], head).changed_trades.map(({ differs }) => differs)).toEqual([
      ['volume'],
      ['entry_price'],
    ]);
  });

  it('pairs the closest of several trades that were entered alike', () => {
    const [one, two] = [tradeOn(1), tradeOn(1, { exit_price: 120 })];
    const changes = changesOf([one, two], [two, tradeOn(1, { exit_price: 90 })]);

    expect(changes).toMatchObject({ same: 1, changed: 1 });
    expect(changes.changed_trades).toMatchObject([{ base: { exit_price: 110 }, head: { exit_price: 90 } }]);
  });

  it('counts every trade once', () => {
    const trades = fc.array(
      fc
        .record({ day: fc.nat(4), exit_price: fc.nat(2), volume: fc.integer({ min: 1, max: 2 }) })
        .map(({ day, ...rest }) => tradeOn(day, rest)),
      { maxLength: 12 },
    );

    fc.assert(
      fc.property(trades, trades, (base, head) => {
        const { same, changed, appeared, disappeared } = changesOf(base, head);

        expect(same + changed + disappeared).toBe(base.length);
        expect(same + changed + appeared).toBe(head.length);
        expect(changesOf(head, base)).toMatchObject({ same, changed, appeared: disappeared, disappeared: appeared });
      }),
    );
  });

  it('lists no more than 200 of a kind', () => {
    const many = Array.from({ length: 300 }, (_, day) => tradeOn(day));

    const { appeared, appeared_trades } = changesOf([], many);
    expect(appeared).toBe(300);
    expect(appeared_trades).toHaveLength(200);
  });
});
