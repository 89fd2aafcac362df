import { describe, expect, it } from 'vitest';
import type { SimBroker } from '../../../src/backtest/broker/sim-broker.ts';
import { barsOf, eventLines, flat, play, tradeLines } from './play.ts';

const HOUR = 3_600_000;
const buy = (volume: number) => (broker: SimBroker) => broker.place(0, { action: 'BUY', type: 'MARKET', volume });
const sixHourly = (prices: readonly number[]) => barsOf('X', prices.map(flat), { length: 6 * HOUR });

describe('the daily loss switch', () => {
  const config = { risk: { max_open_positions: null, max_daily_loss: 0.05 } };

  it('closes everything at the next open, refuses for the day, and is lifted on the next one', () => {
    // Closes at 6, 12, 18 and 24 o'clock, then 6 and 12 of the next day.
    const answers: unknown[] = [];
    const order = buy(100);
    const played = play(
      [sixHourly([100, 100, 94.9, 94, 94, 94])],
      {
        0: (broker) => [order(broker), broker.place(0, { action: 'BUY', type: 'LIMIT', volume: 1, price: 50 })],
        2: (broker) => answers.push(order(broker)),
        3: (broker) => answers.push(order(broker)),
        4: (broker) => answers.push(order(broker)),
      },
      config,
    );

    expect(answers).toMatchObject([{ error: 'KILL_SWITCH' }, { error: 'KILL_SWITCH' }, { success: true }]);
    // The loss of 510 at 94.9 triggers; the close fills at 94.
    expect(tradeLines(played)).toEqual(['BUY 100: 100 on 1 > 94 on 3, kill_switch, -600']);
    expect(played.events.map(({ type, time }) => `${time / HOUR} ${type}`)).toEqual([
      '6 order_placed',
      '6 order_placed',
      '6 position_opened',
      '18 kill_switch',
      '18 order_cancelled',
      '18 order_rejected',
      '18 position_closed',
      '24 order_rejected',
      '30 kill_switch_lifted',
      '30 order_placed',
      '30 position_opened',
    ]);
  });

  it('lets a loss of exactly the share pass', () => {
    const played = play([sixHourly([100, 100, 95, 95])], { 0: buy(100) }, config);

    expect(played.events.map(({ type }) => type)).not.toContain('kill_switch');
  });

  it.each(['max_daily_loss', 'max_drawdown'])('lets exactly the share pass, by decimals: %s', (limit) => {
    const eventsAt = (close: number) =>
      play([sixHourly([4.11, 4.11, close])], { 0: buy(1) }, { initial_cash: 10, risk: { [limit]: 0.01 } }).events;

    // 10 less what is left of it at 4.01 comes out at 0.10000000000000142.
    expect(eventsAt(4.01).map(({ type }) => type)).not.toContain('kill_switch');
    expect(eventsAt(4.0099).map(({ type }) => type)).toContain('kill_switch');
  });

  it('counts from the last equity of the day before, to which a midnight close belongs', () => {
    // 24 o'clock closes at 104, so that the next day may lose 520 of 10,400; of the 10,000 at 18 o'clock 130 are lost only.
    const played = play([sixHourly([100, 100, 100, 104, 98.7, 98.7])], { 0: buy(100) }, config);

    expect(played.events.filter(({ type }) => type === 'kill_switch')).toMatchObject([
      { time: 30 * HOUR, equity: 9870 },
    ]);
  });

  it('is lifted and triggered by the same mark when the new day opens with a loss', () => {
    const played = play([sixHourly([100, 100, 100, 94, 80, 80])], { 0: buy(100) }, config);

    // Closed at the open of 80, which is 14 % of 9,400 on the next day.
    expect(eventLines(played).filter((line) => line.includes('kill_switch'))).toEqual([
      '1440m kill_switch daily_loss 9400',
      '1800m kill_switch_lifted daily_loss 8000',
      '1800m kill_switch daily_loss 8000',
    ]);
  });
});

describe('a day', () => {
  it('is each for itself where bars close at midnight only', () => {
    // 4 % on each of two days.
    const daily = barsOf('X', [100, 100, 96, 92.5, 92.5].map(flat), { length: 24 * HOUR });

    const played = play([daily], { 0: buy(100) }, { risk: { max_open_positions: null, max_daily_loss: 0.05 } });

    expect(played.events.map(({ type }) => type)).toEqual(['order_placed', 'position_opened']);
  });
});

describe('the drawdown switch', () => {
  it('counts from the highest equity and stops trading for the rest of the run', () => {
    const answers: unknown[] = [];
    const prices = [100, 100, 120, 107, 107, 107, 107, 107, 107, 107];
    const played = play(
      [sixHourly(prices)],
      { 0: buy(100), 9: (broker) => answers.push(buy(1)(broker)) },
      { risk: { max_drawdown: 0.1 } },
    );

    // 1,300 of 12,000 lost at 107.
    expect(tradeLines(played)).toEqual(['BUY 100: 100 on 1 > 107 on 4, kill_switch, 700']);
    expect(played.events.filter(({ type }) => type.startsWith('kill_switch'))).toMatchObject([
      { type: 'kill_switch', reason: 'drawdown', equity: 10_700 },
    ]);
    expect(answers).toMatchObject([{ error: 'KILL_SWITCH' }]);
  });

  it('stays for good when it was triggered first, whatever the day loses', () => {
    // At 89 the drawdown is 11 %; closed at 92, the day has lost 8 % and the drawdown is within its share again.
    const answers: unknown[] = [];

    play(
      [sixHourly([100, 100, 89, 92, 92, 92])],
      { 0: buy(100), 5: (broker) => answers.push(buy(1)(broker)) },
      { risk: { max_drawdown: 0.1, max_daily_loss: 0.05 } },
    );

    expect(answers).toMatchObject([{ error: 'KILL_SWITCH' }]);
  });
});

describe('liquidation', () => {
  it('leaves positions open while equity is above the maintenance share of the used margin', () => {
    // 90 at 100 with leverage 10 bind 900, of which 450 must be left; at 94 it is 460.
    const played = play([sixHourly([100, 100, 95, 94, 94, 94])], { 0: buy(90) }, { initial_cash: 1000, leverage: 10 });

    expect(tradeLines(played)).toEqual([]);
    expect(played.marks.at(-1)?.equity).toBe(460);
  });

  it('closes everything after a mark that is exactly at the share, by decimals', () => {
    // 1.2 with leverage 3 binds 0.4, of which 0.2 must be left; 0.4 - 0.2 comes out at 0.20000000000000007.
    const config = { initial_cash: 0.4, leverage: 3 };

    const played = play([sixHourly([1.2, 1.2, 1, 1])], { 0: buy(1) }, config);

    expect(tradeLines(played)).toEqual(['BUY 1: 1.2 on 1 > 1 on 3, liquidation, -0.2']);
  });

  it('closes everything at the next open after a mark at or below the share, and tells so once', () => {
    // 93.5 leaves 415, below the 450.
    const played = play(
      [sixHourly([100, 100, 93.5, 93, 93])],
      { 0: buy(90), 1: (broker) => broker.place(0, { action: 'BUY', type: 'LIMIT', volume: 1, price: 50 }) },
      { initial_cash: 1000, leverage: 10 },
    );

    expect(tradeLines(played)).toEqual(['BUY 90: 100 on 1 > 93 on 3, liquidation, -630']);
    expect(eventLines(played).slice(1)).toEqual([
      '1080m liquidation maintenance_margin 415',
      '2 close order_cancelled o2 LIQUIDATION',
      '3 close position_closed p1 93',
    ]);
  });
});
