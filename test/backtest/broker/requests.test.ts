import { describe, expect, it } from 'vitest';
import { SILENT } from '../../../src/backtest/proofs/walk.ts';
import { Replay } from '../../../src/backtest/replay.ts';
import { RunConfig } from '../../../src/backtest/run-config.ts';
import { barsOf, eventLines, flat, play, playOrders, tradeLines } from './play.ts';

const BARS = [flat(100), flat(100), flat(100)];
const order = { action: 'BUY', type: 'MARKET', volume: 1 };
const limit = { action: 'BUY', type: 'LIMIT', volume: 1, price: 99 };

describe('an order that is refused', () => {
  it.each([
    ['nothing', null, 'NOT_AN_ORDER', null],
    ['a list', [order], 'NOT_AN_ORDER', null],
    ['an unknown field', { ...order, stop: 90 }, 'UNKNOWN_FIELD', 'stop'],
    ['another symbol', { ...order, symbol: 'Y' }, 'UNKNOWN_SYMBOL', 'symbol'],
    ['an unknown action', { ...order, action: 'HOLD' }, 'INVALID_ACTION', 'action'],
    ['an unknown type', { ...order, type: 'STOP' }, 'INVALID_TYPE', 'type'],
    ['no volume', { action: 'BUY', type: 'MARKET' }, 'INVALID_VOLUME', 'volume'],
    ['volume zero', { ...order, volume: 0 }, 'INVALID_VOLUME', 'volume'],
    ['negative volume', { ...order, volume: -1 }, 'INVALID_VOLUME', 'volume'],
    ['volume NaN', { ...order, volume: Number.NaN }, 'INVALID_VOLUME', 'volume'],
    ['endless volume', { ...order, volume: Infinity }, 'INVALID_VOLUME', 'volume'],
    ['two sizes', { ...order, equity_fraction: 0.1 }, 'INVALID_SIZE', 'volume'],
    ['a risk without a stop', { ...order, volume: null, risk_fraction: 0.1 }, 'INVALID_SIZE', 'risk_fraction'],
    ['an equity share of zero', { ...order, volume: null, equity_fraction: 0 }, 'INVALID_SIZE', 'equity_fraction'],
    ['a market order with a price', { ...order, price: 99 }, 'PRICE_NOT_SUPPORTED', 'price'],
    ['a limit order without one', { ...limit, price: null }, 'INVALID_PRICE', 'price'],
    ['a price of zero', { ...limit, price: 0 }, 'INVALID_PRICE', 'price'],
    ['a negative stop', { ...order, sl: -5 }, 'INVALID_STOPS', 'sl'],
    ['a stop above a market buy', { ...order, sl: 101 }, 'INVALID_STOPS', 'sl'],
    ['a stop at a market buy', { ...order, sl: 100 }, 'INVALID_STOPS', 'sl'],
    ['a target below a market buy', { ...order, tp: 99 }, 'INVALID_STOPS', 'tp'],
    ['a stop below a market sell', { ...order, action: 'SELL', sl: 99 }, 'INVALID_STOPS', 'sl'],
    ['a target above a market sell', { ...order, action: 'SELL', tp: 101 }, 'INVALID_STOPS', 'tp'],
    ['a stop above its limit', { ...limit, sl: 99.5 }, 'INVALID_STOPS', 'sl'],
    ['a target below its limit', { ...limit, tp: 98 }, 'INVALID_STOPS', 'tp'],
    ['no bar to fill on', { ...order, expire_bars: 0 }, 'INVALID_EXPIRY', 'expire_bars'],
    ['half a bar', { ...order, expire_bars: 1.5 }, 'INVALID_EXPIRY', 'expire_bars'],
    ['a comment that is no text', { ...order, comment: 7 }, 'INVALID_COMMENT', 'comment'],
    ['a comment of half a character', { ...order, comment: '\uD800' }, 'INVALID_COMMENT', 'comment'],
    ['a price off the tick', { ...limit, price: 99.05 }, 'OFF_TICK', 'price'],
    ['a stop off the tick', { ...order, sl: 98.07 }, 'OFF_TICK', 'sl'],
    ['a volume off the lot', { ...order, volume: 0.15 }, 'OFF_LOT', 'volume'],
  ])('names its fault and changes nothing: %s', (_name, request, code, field) => {
    const answers: unknown[] = [];

    const played = play([barsOf('X', BARS)], { 0: (broker) => answers.push(broker.place(0, request)) }, GRID);

    expect(answers).toEqual([{ success: false, order_id: '', position_id: '', fill_price: null, error: code, field }]);
    expect(eventLines(played)).toEqual([`0 close order_rejected - ${code}`]);
    expect(played.marks.map(({ equity }) => equity)).toEqual([10_000, 10_000, 10_000]);
  });

  it('takes no number, so that the next one has it', () => {
    const { events } = playOrders(BARS, { 0: [{ ...order, volume: 0 }, order] });

    expect(events.flatMap((event) => (event.type === 'order_placed' ? [event.order_id] : []))).toEqual(['o1']);
  });
});

describe('a number that stands on the grid but for binary fractions', () => {
  it.each([0.1 + 0.2, 1.1, 33.3])('is accepted: %s', (volume) => {
    const { events } = playOrders(BARS, { 0: [{ ...order, volume, sl: 99.3, tp: 100.7 }] }, GRID);

    expect(events.map(({ type }) => type)).toEqual(['order_placed', 'position_opened']);
  });
});

describe('a request about what is not there (R17)', () => {
  it('finds no position to close and changes nothing', () => {
    const answers: unknown[] = [];

    const played = play([barsOf('X', BARS)], { 1: (broker) => answers.push(broker.close('p9', '')) });

    expect(answers).toEqual([
      { success: false, order_id: '', position_id: 'p9', fill_price: null, error: 'POSITION_NOT_FOUND' },
    ]);
    expect(eventLines(played)).toEqual(['1 close close_rejected p9 POSITION_NOT_FOUND']);
  });

  it('cancels an order once, and neither a filled nor an unknown one', () => {
    const answers: boolean[] = [];

    play([barsOf('X', BARS)], {
      0: (broker) => {
        broker.place(0, order);
        broker.place(0, limit);
        answers.push(broker.cancel('o2'), broker.cancel('o2'), broker.cancel('o7'));
      },
      1: (broker) => answers.push(broker.cancel('o1')),
    });

    expect(answers).toEqual([true, false, false, false]);
  });

  it('does not close the position of another symbol', () => {
    const played = play([barsOf('X', BARS), barsOf('Y', BARS)], {
      0: (broker) => broker.place(0, order),
      1: (broker) => broker.close('p1', '', 1),
    });

    expect(played.trades).toEqual([]);
    expect(eventLines(played).at(-1)).toBe('1 close close_rejected p1 POSITION_NOT_FOUND');
  });
});

describe('positions of both sides (R15)', () => {
  it('stand side by side and are closed each by its own id', () => {
    const played = play([barsOf('X', [flat(100), flat(100), flat(110), flat(120)])], {
      0: (broker) => {
        broker.place(0, order);
        broker.place(0, { ...order, action: 'SELL' });
      },
      1: (broker) => broker.close('p2', 'enough'),
    });

    expect(tradeLines(played)).toEqual(['SELL 1: 100 on 1 > 110 on 2, close, -10']);
    expect(played.trades[0]?.exit_comment).toBe('enough');
    expect(played.marks.at(-1)).toMatchObject({ balance: 9990, unrealised: 20, equity: 10_010, open_positions: 1 });
  });

  it('are closed at the next open, against slippage and spread, once however often it is asked for (R2)', () => {
    const played = play(
      [barsOf('X', [flat(100), flat(100), [110, 120, 90, 100]])],
      {
        0: (broker) => broker.place(0, order),
        1: (broker) => {
          broker.close('p1', 'first');
          broker.close('p1', 'second');
        },
      },
      { slippage: 0.01, spread: 2 },
    );

    // 109 * 0.99 - 101 * 1.01
    expect(tradeLines(played)).toEqual(['BUY 1: 102.01 on 1 > 107.91 on 2, close, 5.9']);
    expect(eventLines(played).slice(1)).toEqual([
      '1 close close_requested p1 first',
      '2 open position_closed p1 107.91',
    ]);
  });
});

describe('the end of the data (R16)', () => {
  const bars = [flat(100), flat(100), flat(110)];
  const orders = { 0: [order, { ...limit, price: 50 }] };

  it('cancels orders and closes positions at the last close with cost when the run says so', () => {
    const played = playOrders(bars, orders, { finalize: 'close', slippage: 0.01, fee_taker: 0.01 });

    // 110 * 0.99 - 101 - 1.01 - 1.089
    expect(tradeLines(played)).toEqual(['BUY 1: 101 on 1 > 108.9 on 2, end_of_data, 5.801']);
    expect(eventLines(played).slice(1)).toEqual([
      '2 close order_cancelled o2 END_OF_DATA',
      '2 close position_closed p1 108.9',
    ]);
    expect(played.marks.at(-1)).toMatchObject({ balance: 10_005.801, open_positions: 0, used_margin: 0 });
  });

  it('leaves positions open and marked when it says none', () => {
    const played = playOrders(bars, orders, { finalize: 'none' });

    expect(played.trades).toEqual([]);
    expect(played.marks).toHaveLength(3);
    expect(played.marks.at(-1)).toMatchObject({ balance: 10_000, equity: 10_010, open_positions: 1, exposure: 110 });
  });
});

const GRID = { tick_size: 0.1, lot_size: 0.1 };

describe('very many orders that wait', () => {
  const waitFor = (count: number) => {
    const given = RunConfig.parse({ version: 1, market: 'sessions', finalize: 'none' });
    const replay = new Replay({ series: [barsOf('X', BARS)], config: given, seed: 1, recorder: SILENT });
    replay.next();
    for (let each = 0; each < count; each += 1) replay.broker.place(0, limit);
    return replay;
  };

  it('go along when the broker is copied', () => {
    const replay = waitFor(100_000);

    const ahead = replay.fork(SILENT);

    expect(ahead.broker.cancelAll(0, null)).toBe(100_000);
    expect(replay.broker.cancelAll(0, null)).toBe(100_000);
  });

  it('are too many at some point, which is the fault of the strategy', () => {
    const replay = waitFor(100_000);

    expect(() => replay.broker.place(0, limit)).toThrow('100000 orders of X are pending');
  });
});
