import type { Trade } from '../event.ts';
import { GrowingColumn } from './growing-column.ts';
import { ratioOf } from './moments.ts';
import type { TradeFigures } from './summary.ts';
import { expectancyOf, profitAndLossOf, profitFactorOf, sqnOf, winRateOf } from './trade-ratios.ts';

/** Counts fills and trades, of one symbol or of all; it keeps 8 bytes of each trade. */
export class TradeTally {
  readonly #pnl = new GrowingColumn();
  #long = 0;
  #closedAtEnd = 0;
  #bars = 0;
  #net = 0;
  #slippage = 0;
  #fees = 0;
  #turnover = 0;

  /** A fill of an entry or of an exit: its value is turnover. */
  fill(value: number, fee: number): void {
    this.#turnover += value;
    this.#fees += fee;
  }

  /** A trade that ended; its fills were counted when they happened. */
  trade({ action, reason, entry_bar, exit_bar, pnl_net, slippage_cost }: Trade): void {
    this.#pnl.push(pnl_net);
    this.#net += pnl_net;
    this.#slippage += slippage_cost;
    this.#bars += exit_bar - entry_bar;
    if (action === 'BUY') this.#long += 1;
    if (reason === 'end_of_data') this.#closedAtEnd += 1;
  }

  /** Results of the trades after fees, in the order in which they ended. */
  pnl(): Float64Array {
    return this.#pnl.view();
  }

  figures(exposureTime: number | null): TradeFigures {
    const pnl = this.pnl();
    const { wins, losses, grossProfit, grossLoss, best, worst } = profitAndLossOf(pnl);
    return {
      trades: pnl.length,
      wins,
      losses,
      long_trades: this.#long,
      short_trades: pnl.length - this.#long,
      gross_profit: grossProfit,
      gross_loss: grossLoss,
      net_profit: this.#net,
      fees: this.#fees,
      slippage_cost: this.#slippage,
      turnover: this.#turnover,
      win_rate: winRateOf(pnl),
      profit_factor: profitFactorOf(pnl),
      expectancy: expectancyOf(pnl),
      average_win: ratioOf(grossProfit, wins),
      average_loss: ratioOf(grossLoss, losses),
      best_trade: best,
      worst_trade: worst,
      sqn: sqnOf(pnl),
      average_bars: ratioOf(this.#bars, pnl.length),
      closed_at_end: this.#closedAtEnd,
      exposure_time: exposureTime,
    };
  }
}
