import type { Mark, Trade } from '../../../src/backtest/event.ts';
import type { RecordedRun } from './recorded-run.ts';

const DAY = 86_400_000;

/** Figures of a run once more, the long way: from everything that was told, and without the code under test. */
export function naiveFigures({ config, series, events, trades, marks }: RecordedRun) {
  const begin = Math.min(...series.map(({ time }) => time[0] as number));
  const last = marks.at(-1);
  const cash = config.initial_cash;
  const years = ((last?.time ?? begin) - begin) / DAY / 365.25;
  const days = lastsBy(marks, dayOf);
  const daily = growth(
    days.map(({ equity }) => equity),
    cash,
  );
  const fills = events.flatMap((event) =>
    event.type === 'position_opened' || event.type === 'position_closed' ? [event] : [],
  );
  const months = lastsBy(marks, (time) => dayOf(time).slice(0, 7));
  const monthly = growth(
    months.map(({ equity }) => equity),
    cash,
  );
  const equities = [cash, ...marks.map(({ equity }) => equity)];
  const peaks = equities.map((_, index) => Math.max(...equities.slice(0, index + 1)));
  return {
    years,
    daily,
    dayEnds: days.map(({ time }) => time),
    account: {
      initial_cash: cash,
      final_balance: last?.balance ?? cash,
      final_equity: last?.equity ?? cash,
      total_return: (last?.equity ?? cash) / cash - 1,
      max_drawdown: Math.max(...equities.map((equity, index) => 1 - equity / (peaks[index] as number))),
      time_under_water: share(
        equities.slice(1).filter((equity, index) => equity < (peaks[index + 1] as number)),
        marks,
      ),
      average_exposure: meanOf(marks.map(({ exposure, equity }) => exposure / equity)),
      sharpe: sharpeOf(daily, daily.length / years),
      cagr: ((last?.equity ?? cash) / cash) ** (1 / years) - 1,
    },
    months: months.map(({ time }, index) => ({ month: dayOf(time).slice(0, 7), return: monthly[index] })),
    total: {
      ...tradeFigures(trades),
      turnover: sum(fills.map(({ volume, price }) => volume * price)),
      fees: sum(fills.map(({ fee }) => fee)),
      exposure_time: share(
        marks.filter(({ open_positions }) => open_positions > 0),
        marks,
      ),
    },
    symbols: Object.fromEntries(
      series.map(({ symbol, length }) => {
        const own = fills.filter((fill) => fill.symbol === symbol);
        return [
          symbol,
          {
            ...tradeFigures(trades.filter((trade) => trade.symbol === symbol)),
            turnover: sum(own.map(({ volume, price }) => volume * price)),
            fees: sum(own.map(({ fee }) => fee)),
            exposure_time: length === 0 ? null : heldBars(own, length) / length,
          },
        ];
      }),
    ),
    placed: events.filter(({ type }) => type === 'order_placed').length,
    filled: events.filter(({ type }) => type === 'position_opened').length,
  };
}

function tradeFigures(trades: readonly Trade[]) {
  const pnl = trades.map(({ pnl_net }) => pnl_net);
  const won = pnl.filter((value) => value > 0);
  const lost = pnl.filter((value) => value < 0);
  return {
    trades: trades.length,
    wins: won.length,
    losses: lost.length,
    long_trades: trades.filter(({ action }) => action === 'BUY').length,
    short_trades: trades.filter(({ action }) => action === 'SELL').length,
    gross_profit: sum(won),
    gross_loss: sum(lost),
    net_profit: sum(pnl),
    slippage_cost: sum(trades.map(({ slippage_cost }) => slippage_cost)),
    win_rate: pnl.length === 0 ? null : won.length / pnl.length,
    profit_factor: lost.length === 0 ? null : sum(won) / -sum(lost),
    expectancy: meanOf(pnl),
    best_trade: pnl.length === 0 ? null : Math.max(...pnl),
    worst_trade: pnl.length === 0 ? null : Math.min(...pnl),
    average_bars: meanOf(trades.map(({ entry_bar, exit_bar }) => exit_bar - entry_bar)),
    closed_at_end: trades.filter(({ reason }) => reason === 'end_of_data').length,
  };
}

/** Bars at whose close a position was open. */
function heldBars(fills: readonly { readonly type: string; readonly bar: number }[], length: number): number {
  const opened = fills.filter(({ type }) => type === 'position_opened');
  const closed = fills.filter(({ type }) => type === 'position_closed');
  const upTo = (list: readonly { readonly bar: number }[], bar: number) =>
    list.filter((fill) => fill.bar <= bar).length;
  return Array.from({ length }, (_, bar) => upTo(opened, bar) > upTo(closed, bar)).filter(Boolean).length;
}

/** The UTC date of the moment before a close. */
function dayOf(time: number): string {
  return new Date(time - 1).toISOString().slice(0, 10);
}

/** The last mark of each period. */
function lastsBy(marks: readonly Readonly<Mark>[], periodOf: (time: number) => string): Readonly<Mark>[] {
  return [...new Map(marks.map((mark) => [periodOf(mark.time), mark])).values()];
}

function growth(equities: readonly number[], cash: number): number[] {
  return equities.map((equity, index) => equity / (index === 0 ? cash : (equities[index - 1] as number)) - 1);
}

function sharpeOf(returns: readonly number[], periods: number): number | null {
  const mean = meanOf(returns);
  if (mean === null || returns.length < 2) return null;
  const variance = sum(returns.map((value) => (value - mean) ** 2)) / (returns.length - 1);
  return variance === 0 ? null : (mean / Math.sqrt(variance)) * Math.sqrt(periods);
}

function share(some: readonly unknown[], all: readonly unknown[]): number | null {
  return all.length === 0 ? null : some.length / all.length;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : sum(values) / values.length;
}
