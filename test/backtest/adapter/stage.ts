import { SimBrokerAdapter } from '../../../src/backtest/adapter/sim-broker-adapter.ts';
import type { Bar } from '../../../src/backtest/adapter.ts';
import type { BacktestEvent, Mark, Trade } from '../../../src/backtest/event.ts';
import type { OrderRequest } from '../../../src/backtest/order.ts';
import { RunConfig } from '../../../src/backtest/run-config.ts';

export const MINUTE = 60_000;
/** One unit at market, and at a limit of 90. */
export const buy: OrderRequest = { action: 'BUY', type: 'MARKET', volume: 1 };
export const limit: OrderRequest = { action: 'BUY', type: 'LIMIT', volume: 1, price: 90 };

/** A bar of one minute by its open, high, low and close. */
export function barOf(index: number, prices: readonly [number, number, number, number], symbol?: string): Bar {
  const [open, high, low, close] = prices;
  const at = { time: index * MINUTE, close_time: (index + 1) * MINUTE };
  return { ...at, open, high, low, close, volume: 0, ...(symbol === undefined ? {} : { symbol }) };
}

export const flatBar = (index: number, price: number, symbol?: string): Bar =>
  barOf(index, [price, price, price, price], symbol);

/** An adapter with everything that it tells and saves. */
export function openAdapter(config: Readonly<Record<string, unknown>> = {}, symbols: readonly string[] = ['X']) {
  const trades: Trade[] = [];
  const marks: Mark[] = [];
  const events: BacktestEvent[] = [];
  const saved: string[] = [];
  const adapter = new SimBrokerAdapter({
    symbols,
    config: RunConfig.parse({ version: 1, finalize: 'none', ...config }),
    seed: 1,
    recorder: {
      event: (event) => events.push(event),
      trade: (trade) => trades.push(trade),
      mark: (mark) => marks.push({ ...mark }),
    },
    report: () => ({ trades: trades.length, marks: marks.length }),
    artefacts: () => ({ 'trades.csv': `${trades.length} trades`, 'summary.json': '{}' }),
    save: (outDir, name, text) => {
      saved.push(`${outDir}/${name}: ${text}`);
      return `${outDir}/${name}`;
    },
  });
  return { adapter, trades, marks, events, saved };
}

/** Events in one line each: bar, type, and the price or reason. */
export function linesOf(events: readonly BacktestEvent[]): readonly string[] {
  return events.map((event) => {
    const what = 'price' in event ? event.price : 'reason' in event ? event.reason : null;
    return `${'bar' in event ? event.bar : ''} ${event.type} ${what ?? ''}`.trim();
  });
}
