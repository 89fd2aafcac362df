import type { Mark } from '../../../src/backtest/event.ts';
import { FigureBook } from '../../../src/backtest/metrics/figure-book.ts';
import { RunConfig } from '../../../src/backtest/run-config.ts';
import { START } from './recorded-run.ts';

const DAY = 86_400_000;

/** A book of one symbol that is told equities at these times. */
export function bookOf(
  equities: readonly (readonly [time: number, equity: number])[],
  { barLength = DAY, config = {} }: { readonly barLength?: number; readonly config?: object } = {},
): FigureBook {
  const series = [{ symbol: 'S', length: equities.length, time: Float64Array.of(START), closes: barLength }];
  const book = new FigureBook({ series, config: RunConfig.parse({ version: 1, initial_cash: 100, ...config }) });
  const mark: Mark = { time: 0, balance: 0, unrealised: 0, equity: 0, used_margin: 0, exposure: 0, open_positions: 0 };
  for (const [time, equity] of equities) book.mark(Object.assign(mark, { time, equity, balance: equity }));
  return book;
}
