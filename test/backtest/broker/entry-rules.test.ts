import { describe, expect, it } from 'vitest';
import { barsOf, eventLines, flat, type Ohlc, type Played, play, playOrders, round } from './play.ts';

const buy = (volume: number) => ({ action: 'BUY', type: 'MARKET', volume });
const BARS = [flat(100), flat(100), flat(100)];
const HOUR = 3_600_000;

function refusals({ events }: Played): readonly string[] {
  return events.flatMap((event) => (event.type === 'order_rejected' ? [`${event.order_id} ${event.reason}`] : []));
}

function volumes({ events }: Played): readonly number[] {
  return events.flatMap((event) => (event.type === 'position_opened' ? [round(event.volume)] : []));
}

describe('rules of the run, checked at the fill', () => {
  it('lets as many positions be open in a symbol as the run allows', () => {
    const played = playOrders(BARS, { 0: [buy(1), buy(1), buy(1)] }, { risk: { max_open_positions: 2 } });

    expect(volumes(played)).toEqual([1, 1]);
    expect(refusals(played)).toEqual(['o3 MAX_OPEN_POSITIONS']);
  });

  it('lets one position be open unless the run says otherwise, and another after it was closed at the same open', () => {
    const played = play(
      [barsOf('X', BARS)],
      {
        0: (broker) => broker.place(0, buy(1)),
        1: (broker) => {
          broker.place(0, buy(2));
          broker.close('p1', '');
        },
      },
      { risk: {} },
    );

    expect(volumes(played)).toEqual([1, 2]);
  });

  it.each([
    ['a position worth more than the most', { max_position: 500 }, [5, 5.01], ['o2 MAX_POSITION']],
    ['more exposure than the multiple of equity', { max_exposure: 0.5 }, [30, 20, 0.01], ['o3 MAX_EXPOSURE']],
  ])('refuses %s', (_name, risk, sizes, expected) => {
    const played = playOrders(BARS, { 0: sizes.map(buy) }, { risk: { max_open_positions: null, ...risk } });

    expect(refusals(played)).toEqual(expected);
  });

  it.each([
    // 0.1 * 3 is 0.30000000000000004, and 0.7 * 0.1 is 0.06999999999999999.
    ['the most that a position may be worth', 0.1, [3], { risk: { max_open_positions: null, max_position: 0.3 } }],
    ['the most exposure', 0.1, [1, 2], { initial_cash: 1, risk: { max_open_positions: null, max_exposure: 0.3 } }],
    ['the least that the exchange takes', 0.1, [0.7], { min_notional: 0.07 }],
    ['what a large first entry leaves of the margin', 0.1, [99_999, 1], { initial_cash: 10_000 }],
  ])('lets exactly the limit pass, by decimals: %s', (_name, price, sizes, config) => {
    const played = playOrders([flat(price), flat(price)], { 0: sizes.map(buy) }, config);

    expect(refusals(played)).toEqual([]);
  });

  it('counts entries by the UTC day of the close of their bar, to which a midnight belongs that ends it', () => {
    const bars = barsOf('X', [flat(100), flat(100), flat(100), flat(100)], { start: 20 * HOUR, length: 2 * HOUR });
    const one = (broker: { place(index: number, request: unknown): unknown }) => broker.place(0, buy(1));

    // Bars close at 22, 24, 2 and 4 o'clock: the second one still belongs to the first day.
    const played = play(
      [bars],
      { 0: (broker) => [one(broker), one(broker)], 1: one, 2: one },
      { risk: { max_open_positions: null, max_orders_per_day: 1 } },
    );

    expect(played.events.filter(({ type }) => type === 'position_opened').map((event) => event.time / HOUR)).toEqual([
      22, 24,
    ]);
    expect(refusals(played)).toEqual(['o2 MAX_ORDERS_PER_DAY', 'o4 MAX_ORDERS_PER_DAY']);
  });

  it('refuses an entry worth less than the exchange takes', () => {
    const played = playOrders(BARS, { 0: [buy(0.09), buy(0.1)] }, { min_notional: 10 });

    expect(refusals(played)).toEqual(['o1 MIN_NOTIONAL']);
  });
});

describe('margin (R14)', () => {
  it.each([
    ['holds value and fee', { initial_cash: 1001, fee_fixed: 1 }, [10], []],
    ['does not hold value and fee', { initial_cash: 1000, fee_fixed: 1 }, [10], ['o1 INSUFFICIENT_MARGIN']],
    ['holds a leveraged value', { initial_cash: 1000, leverage: 5 }, [49], []],
    ['does not hold another one beside it', { initial_cash: 1000, leverage: 5 }, [49, 2], ['o2 INSUFFICIENT_MARGIN']],
  ])('%s', (_name, config, sizes, expected) => {
    const played = playOrders(BARS, { 0: sizes.map(buy) }, { ...config, maintenance_margin: 0 });

    expect(refusals(played)).toEqual(expected);
  });

  it.each([
    [120, []],
    [119, ['o2 INSUFFICIENT_MARGIN']],
  ])('counts the profit at the open: %s', (open, expected) => {
    // 10 bought at 100 with all of 1000; at 120 the profit of 200 is free, and pays for 1 at 120 only with leverage 1.
    const bars: Ohlc[] = [flat(100), flat(100), [open, 130, 100, 100]];
    const second = { ...buy(200 / 120) };

    const played = playOrders(bars, { 0: [buy(10)], 1: [second] }, { initial_cash: 1000 });

    expect(refusals(played)).toEqual(expected);
  });

  it('counts no profit at an open before the entry', () => {
    const at = (price: number, volume: number) => ({ action: 'BUY', type: 'LIMIT', volume, price });

    // 900 of 1,000 are bound by the first; from the open of 100 it would seem to have made 100.
    const played = playOrders([flat(100), [100, 100, 80, 95]], { 0: [at(90, 10), at(89, 2)] }, { initial_cash: 1000 });

    expect(refusals(played)).toEqual(['o2 INSUFFICIENT_MARGIN']);
  });

  it('tells the margin that is used and free at the mark', () => {
    const accounts: unknown[] = [];

    play(
      [barsOf('X', [flat(100), flat(100), flat(110)])],
      { 0: (broker) => broker.place(0, buy(10)), 2: (broker) => accounts.push(broker.account()) },
      { leverage: 4 },
    );

    expect(accounts).toEqual([
      { balance: 10_000, equity: 10_100, used_margin: 250, free_margin: 9850, unrealised_pnl: 100, open_positions: 1 },
    ]);
  });
});

describe('a size by share of equity', () => {
  const risk = { action: 'BUY', type: 'MARKET', risk_fraction: 0.01 };

  it('loses its share at the stop, from the price at the fill', () => {
    // 1 % of 10,000 over the 8 from 98 to 90.
    const played = playOrders([flat(100), flat(98), flat(98)], { 0: [{ ...risk, sl: 90 }] });

    expect(volumes(played)).toEqual([12.5]);
  });

  it('is worth its share at the fill', () => {
    const order = { action: 'SELL', type: 'MARKET', equity_fraction: 0.5 };

    const played = playOrders([flat(100), flat(80)], { 0: [order] }, { slippage: 0.01 });

    // 5,000 by 79.2.
    expect(volumes(played)).toEqual([round(5000 / 79.2)]);
  });

  it('counts the profit of what is open, at the open', () => {
    const share = { action: 'BUY', type: 'MARKET', equity_fraction: 0.1 };

    const played = playOrders([flat(100), flat(100), [110, 200, 90, 100]], { 0: [buy(50)], 1: [share] });

    // Equity is 10,500 at the open.
    expect(volumes(played)).toEqual([50, round(1050 / 110)]);
  });

  it('is floored to the lot', () => {
    const played = playOrders(BARS, { 0: [{ ...risk, sl: 93 }] }, { lot_size: 0.5 });

    // 100 by 7 is 14.29.
    expect(volumes(played)).toEqual([14]);
  });

  it('keeps a whole number of lots whole', () => {
    // 1 % of 300 over 10 is 0.3, which is 2.9999... lots of 0.1 in binary.
    const played = playOrders(BARS, { 0: [{ ...risk, sl: 90 }] }, { lot_size: 0.1, initial_cash: 300 });

    expect(volumes(played)).toEqual([0.3]);
  });

  it('is refused when it comes to less than a lot', () => {
    const played = playOrders(BARS, { 0: [{ ...risk, sl: 90 }] }, { lot_size: 11 });

    expect(eventLines(played)).toEqual(['1 open order_rejected o1 BELOW_LOT']);
  });

  it.each([90, 89])('is refused when the open leaves no distance to the stop: %s', (open) => {
    const played = playOrders([flat(100), flat(open)], { 0: [{ ...risk, sl: 90 }] });

    expect(refusals(played)).toEqual(['o1 INVALID_SIZE']);
  });
});
