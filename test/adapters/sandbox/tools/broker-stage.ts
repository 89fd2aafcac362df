import { BrokerDesk, type BrokerLimits } from '../../../../src/adapters/sandbox/tools/broker-desk.ts';
import type { Bars } from '../../../../src/backtest/bars.ts';

export const HOUR = 3_600_000;
export const CONFIG = { initial_cash: 5_000, fee_taker: 0.001, slippage: 0.0005 };
export const BUY = { action: 'BUY', type: 'MARKET', volume: 1 };

export function bar(index: number, price = 100) {
  return {
    time: index * HOUR,
    close_time: (index + 1) * HOUR,
    open: price,
    high: price + 2,
    low: price - 2,
    close: price + 1,
    volume: 5,
  };
}

export type Body = Readonly<Record<string, never>> & {
  readonly error?: { readonly what: string; readonly expected?: string };
};

export async function ask(desk: BrokerDesk, body: unknown, floats?: Float64Array): Promise<Body> {
  return (await desk.answer(body, floats)).body as Body;
}

export async function openDesk(limits: Partial<BrokerLimits> = {}) {
  const desk = new BrokerDesk(limits);
  await ask(desk, { kind: 'open', symbols: ['X'], config: CONFIG });
  return desk;
}

/** A market that goes up and down, so that a rule by bars trades on it. */
export function marketOf(length: number): Bars {
  const column = (value: (index: number) => number) => Float64Array.from({ length }, (_, index) => value(index));
  const open = (index: number) => 100 + 10 * Math.sin(index / 7) + (index % 5);
  return {
    symbol: 'X',
    length,
    time: column((index) => index * HOUR),
    open: column(open),
    high: column((index) => open(index) + 3),
    low: column((index) => open(index) - 3),
    close: column((index) => open(index) + 1),
    volume: column(() => 10),
    closes: HOUR,
  };
}
