import { describe, expect, it } from 'vitest';
import { flat, type Played, playOrders, round } from './play.ts';

const buy = { action: 'BUY', type: 'MARKET', volume: 1 };
const sell = { action: 'SELL', type: 'MARKET', volume: 1 };
const buyAt = (price: number) => ({ action: 'BUY', type: 'LIMIT', volume: 1, price });
const sellAt = (price: number) => ({ action: 'SELL', type: 'LIMIT', volume: 1, price });
const START = flat(100);

describe('the price of an entry', () => {
  it.each([
    ['SELL LIMIT waits at a touch (R9)', [START, [100, 103, 99, 101]], sellAt(103), {}, []],
    ['SELL LIMIT fills when the price trades through (R9)', [START, [100, 103.1, 99, 101]], sellAt(103), {}, [103]],
    ['SELL LIMIT gets a better open at its first one (R9)', [START, flat(104)], sellAt(103), {}, [104]],
    [
      'LIMIT fills at a touch where the run says so',
      [START, [100, 103, 99, 101]],
      sellAt(103),
      { limit_fill: 'touch' },
      [103],
    ],
    ['resting LIMIT gets the better open between sessions (R19)', [START, START, flat(104)], sellAt(103), {}, [104]],
    [
      'resting LIMIT fills at its own price in a continuous market (R19)',
      [START, START, flat(104)],
      sellAt(103),
      { market: 'continuous' },
      [103],
    ],
    ['BUY LIMIT needs the ask to trade through (R13)', [START, [100, 101, 98, 99]], buyAt(99), { spread: 2 }, []],
    [
      'BUY LIMIT fills where the ask trades through (R13)',
      [START, [100, 101, 97.9, 99]],
      buyAt(99),
      { spread: 2 },
      [99],
    ],
    [
      'SELL LIMIT fills where the bid trades through (R13)',
      [START, [100, 104.1, 99, 99]],
      sellAt(103),
      { spread: 2 },
      [103],
    ],
    ['BUY pays ask and slippage (R12, R13)', [START, START], buy, { spread: 2, slippage: 0.01 }, [102.01]],
    ['SELL gets bid less slippage (R12, R13)', [START, START], sell, { spread: 2, slippage: 0.01 }, [98.01]],
  ] as const)('%s', (_name, bars, order, config, prices) => {
    const played = playOrders(bars, { 0: [order] }, config);

    expect(openings(played)).toEqual(prices);
  });
});

function openings({ events }: Played): readonly number[] {
  return events.flatMap((event) => (event.type === 'position_opened' ? [round(event.price)] : []));
}
