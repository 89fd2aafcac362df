import type { Summary } from '../../../backtest/metrics/summary.ts';

/** The figures of a run by the short names that tests of strategies ask for, and the whole summary beside them. */
export type FlatReport = Readonly<Record<string, number | null>> & { readonly summary: Summary };

/** Figures by short names; the money of `total_pnl` is after fees. */
export function flatReportOf(summary: Summary): FlatReport {
  const { account, total } = summary;
  const figures: Readonly<Record<string, number | null>> = {
    total_pnl: total.net_profit,
    total_trades: total.trades,
    winning_trades: total.wins,
    losing_trades: total.losses,
    win_rate: total.win_rate,
    profit_factor: total.profit_factor,
    expectancy: total.expectancy,
    total_fees: total.fees,
    initial_cash: account.initial_cash,
    final_balance: account.final_balance,
    final_equity: account.final_equity,
    total_return: account.total_return,
    max_drawdown: account.max_drawdown,
    sharpe: account.sharpe,
    sortino: account.sortino,
  };
  return Object.assign({ summary }, figures) as FlatReport;
}
