import { describe, expect, it } from 'vitest';
import { barOf, buy, flatBar, limit, linesOf, MINUTE, openAdapter } from './stage.ts';

describe('an answer of the adapter', () => {
  it.each([
    [{ ...buy, volume: 0 }, 'INVALID_VOLUME', 'volume'],
    [{ ...buy, symbol: 'Y' }, 'UNKNOWN_SYMBOL', 'symbol'],
    [{ ...buy, price: 5 }, 'PRICE_NOT_SUPPORTED', 'price'],
    [{ ...limit, sl: 95 }, 'INVALID_STOPS', 'sl'],
  ])('refuses at once what the order has wrong by itself: %o', (request, error, field) => {
    const { adapter } = openAdapter();

    const answer = adapter.place_order(request);

    expect(answer).toEqual({ success: false, order_id: '', position_id: '', fill_price: null, error, field });
    adapter.step_bar(flatBar(0, 100));
    expect(adapter.step_bar(flatBar(1, 100))).toEqual([]);
  });

  it('leaves to an event what the close of the next bar decides', () => {
    const { adapter } = openAdapter();
    adapter.step_bar(flatBar(0, 100));

    const answer = adapter.place_order({ ...buy, sl: 95 });
    const events = adapter.step_bar(flatBar(1, 90));

    expect(answer.success).toBe(true);
    expect(events).toMatchObject([{ type: 'order_rejected', order_id: 'o1', reason: 'INVALID_STOPS', field: 'sl' }]);
  });

  it('knows no price for a close, and no position that is not open', () => {
    const { adapter } = openAdapter();
    adapter.place_order(buy);
    adapter.step_bar(flatBar(0, 100));
    adapter.step_bar(flatBar(1, 100));

    const answers = [adapter.close_position('p1', 101), adapter.close_position('p7')];

    expect(answers).toMatchObject([
      { success: false, position_id: 'p1', error: 'PRICE_NOT_SUPPORTED' },
      { success: false, position_id: 'p7', error: 'POSITION_NOT_FOUND' },
    ]);
    adapter.step_bar(flatBar(2, 100));
    expect(adapter.get_positions()).toHaveLength(1);
  });

  it('shows positions and account as of the last mark', () => {
    const { adapter } = openAdapter({ leverage: 2 });
    adapter.place_order({ ...buy, sl: 50, tp: 150 });
    adapter.step_bar(flatBar(0, 100));
    adapter.step_bar(barOf(1, [100, 110, 100, 110]));

    expect(adapter.get_positions()).toEqual([
      {
        position_id: 'p1',
        symbol: 'X',
        action: 'BUY',
        volume: 1,
        entry_price: 100,
        entry_time: MINUTE,
        entry_bar: 1,
        sl: 50,
        tp: 150,
        unrealised_pnl: 10,
      },
    ]);
    expect(adapter.get_account()).toEqual({
      balance: 10_000,
      equity: 10_010,
      used_margin: 50,
      free_margin: 9960,
      unrealised_pnl: 10,
      open_positions: 1,
    });
  });
});

describe('a bar that is stepped through', () => {
  it.each([
    ['high', barOf(1, [100, 99, 98, 98])],
    ['low', barOf(1, [100, 101, 100.5, 101])],
    ['open', flatBar(1, -1)],
    ['open', flatBar(1, Number.NaN)],
    ['close', barOf(1, [1, 2, 1, Infinity])],
    ['volume', { ...flatBar(1, 100), volume: -1 }],
    ['time', { ...flatBar(1, 100), time: Number.NaN }],
    ['time', flatBar(0, 100)],
    ['close_time', { ...flatBar(1, 100), close_time: MINUTE }],
  ])('is refused for its %s', (field, bar) => {
    const { adapter } = openAdapter();
    adapter.step_bar(flatBar(0, 100));

    expect(() => adapter.step_bar(bar)).toThrow(`step_bar was given a bar with \`${field}\``);
    expect(linesOf(adapter.step_bar(flatBar(1, 100)))).toEqual([]);
  });

  it('is refused for a symbol that nobody trades, or that it does not name among several', () => {
    const { adapter } = openAdapter({}, ['X', 'Y']);

    expect(() => adapter.step_bar(flatBar(0, 100, 'Z'))).toThrow('step_bar was given a bar of Z');
    expect(() => adapter.step_bar(flatBar(0, 100))).toThrow('step_bar was given a bar of no symbol');
  });

  it('makes one mark with the bars of other symbols that close with it, and moves only its own orders', () => {
    const { adapter, marks } = openAdapter({}, ['X', 'Y']);
    adapter.place_order({ ...buy, symbol: 'Y' });

    const told = [
      adapter.step_bar(flatBar(0, 100, 'X')),
      adapter.step_bar(flatBar(0, 10, 'Y')),
      adapter.step_bar(flatBar(1, 100, 'X')),
      adapter.step_bar(flatBar(1, 11, 'Y')),
    ].map(linesOf);
    adapter.generate_report();

    expect(told).toEqual([[], ['0 order_placed'], [], ['1 position_opened 11']]);
    expect(marks.map(({ time }) => time / MINUTE)).toEqual([1, 2]);
  });
});

describe('the report of a loop', () => {
  it('ends the run as the end of the data does, once, and is made by who was given for it', () => {
    const { adapter, events, saved } = openAdapter({ finalize: 'close' });
    adapter.place_order(buy);
    adapter.step_bar(flatBar(0, 100));
    adapter.step_bar(flatBar(1, 110));
    adapter.place_order(limit);

    const report = adapter.generate_report();
    const paths = adapter.save_report('out');

    expect(report).toEqual({ trades: 1, marks: 2 });
    expect(paths).toEqual({ 'trades.csv': 'out/trades.csv', 'summary.json': 'out/summary.json' });
    expect(saved).toEqual(['out/trades.csv: 1 trades', 'out/summary.json: {}']);
    expect(linesOf(events.slice(-3))).toEqual([
      '1 order_placed 90',
      '1 order_cancelled END_OF_DATA',
      '1 position_closed 110',
    ]);
  });

  it('is the last word: nothing can be asked for after it', () => {
    const { adapter } = openAdapter();
    adapter.generate_report();

    for (const ask of [
      () => adapter.step_bar(flatBar(0, 1)),
      () => adapter.place_order(buy),
      () => adapter.cancel_order('o1'),
      () => adapter.close_position('p1'),
    ]) {
      expect(ask).toThrow('the run has ended');
    }
  });
});
