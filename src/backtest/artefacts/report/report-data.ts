import type { Trade } from '../../event.ts';
import type { Candles } from './candles.ts';
import type { Point } from './point-buckets.ts';
import type { ReportCurves } from './report-book.ts';

/** What the script of the page draws, in columns. Times are seconds since 1970 UTC. */
export interface ReportData {
  readonly equity: Columns;
  readonly drawdown: Columns;
  readonly symbols: readonly (Candles & { readonly markers: readonly Marker[] })[];
}

interface Columns {
  readonly time: readonly number[];
  readonly value: readonly number[];
}

/** Where a trade begins or ends on the candles of its symbol. */
interface Marker {
  /** Index of the candle. */
  readonly at: number;
  readonly what: 'buy' | 'sell' | 'win' | 'loss';
  readonly price: number;
  readonly id: string;
}

export function reportData({ equity, drawdown, trades }: ReportCurves, candles: readonly Candles[]): ReportData {
  return {
    equity: columnsOf(equity),
    drawdown: columnsOf(drawdown),
    symbols: candles.map((each) => ({ ...each, markers: markersOf(each, trades) })),
  };
}

/** Ten significant digits draw the same line in half the bytes. */
function columnsOf(points: readonly Point[]): Columns {
  return {
    time: points.map(({ time }) => time / 1000),
    value: points.map(({ value }) => Number(value.toPrecision(10))),
  };
}

function markersOf({ symbol, barsPerCandle, time }: Candles, trades: readonly Trade[]): readonly Marker[] {
  const candleOf = (bar: number): number => Math.min(Math.floor(bar / barsPerCandle), time.length - 1);
  const markers = trades
    .filter((trade) => trade.symbol === symbol)
    .flatMap(({ position_id, action, entry_bar, entry_price, exit_bar, exit_price, pnl_net }): readonly Marker[] => [
      { at: candleOf(entry_bar), what: action === 'BUY' ? 'buy' : 'sell', price: entry_price, id: position_id },
      { at: candleOf(exit_bar), what: pnl_net > 0 ? 'win' : 'loss', price: exit_price, id: position_id },
    ]);
  return markers.sort((left, right) => left.at - right.at);
}
