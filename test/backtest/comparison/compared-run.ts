import type { ComparedRun } from '../../../src/backtest/comparison/compare-runs.ts';
import type { Trade } from '../../../src/backtest/event.ts';
import { FigureBook } from '../../../src/backtest/metrics/figure-book.ts';
import { RunConfig } from '../../../src/backtest/run-config.ts';
import { START } from '../metrics/recorded-run.ts';

const DAY = 86_400_000;

/** A run over daily bars with these returns and trades. */
export function comparedRun(
  returns: readonly number[],
  trades: readonly Trade[] = [],
  config: object = {},
): ComparedRun {
  const bars = { symbol: 'S', length: returns.length, time: Float64Array.of(START), closes: DAY };
  const book = new FigureBook({ series: [bars], config: RunConfig.parse({ version: 1, ...config }) });
  let equity = 10_000;
  for (const [day, value] of returns.entries()) {
    equity *= 1 + value;
    const time = START + (day + 1) * DAY;
    book.mark({ time, balance: equity, equity, unrealised: 0, used_margin: 0, exposure: 0, open_positions: 0 });
  }
  for (const trade of trades) book.trade(trade);
  return { returns: book.returnSeries(), summary: book.summary({ correlationId: 'c', seed: 1, data: [] }), trades };
}

/** A long trade of one day that begins on a day, with fields otherwise as given. */
export function tradeOn(day: number, given: Partial<Trade> = {}): Trade {
  const times = {
    entry_bar: day,
    entry_time: START + day * DAY,
    exit_bar: day + 1,
    exit_time: START + (day + 1) * DAY,
  };
  const prices = { entry_price: 100, entry_fee: 0.1, exit_price: 110, exit_fee: 0.1, gross: 10, pnl_net: 9.8 };
  return {
    position_id: `p${day}`,
    order_id: `o${day}`,
    symbol: 'S',
    action: 'BUY',
    order_type: 'MARKET',
    volume: 1,
    decided_bar: day - 1,
    ...times,
    ...prices,
    reason: 'tp',
    sl: null,
    tp: 110,
    slippage_cost: 0,
    comment: '',
    exit_comment: '',
    ...given,
  };
}
