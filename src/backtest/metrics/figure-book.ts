/**
 * The figures of a run, gathered while it goes. Its invariants:
 *
 * 1. It keeps a day's last equity and a trade's result, and nothing of a bar; only a run shorter than two days keeps its bars.
 * 2. What it is given may be overwritten afterwards.
 * 3. The same run gives the same figures, to the last of the 10 significant digits that are written down.
 */
import type { BacktestEvent, Mark, Recorder, Trade } from '../event.ts';
import type { RunConfig } from '../run-config.ts';
import { DayBook } from './day-book.ts';
import { DrawdownWatch } from './drawdown.ts';
import { honestyOf } from './honesty.ts';
import { OrderTally } from './order-tally.ts';
import { Presence } from './presence.ts';
import { cagrOf, calmarOf, periodReturnOf, sharpeOf, sortinoOf, volatilityOf, yearsOf } from './return-ratios.ts';
import { type ReturnSeries, returnsOf } from './return-series.ts';
import { inSignificantDigits } from './significant-digits.ts';
import type { AccountFigures, Summary, SummaryData } from './summary.ts';
import { type BarTimes, barLengthOf, basisOf, DAY_MS, firstOpenOf } from './timeline.ts';
import { TradeTally } from './trade-tally.ts';

/** What a summary says of the run beside its figures. */
export interface SummaryFacts {
  readonly correlationId: string;
  readonly seed: number;
  readonly data: readonly SummaryData[];
}

interface SymbolBook {
  readonly bars: number;
  readonly tally: TradeTally;
  readonly presence: Presence;
}

/** Records a run of the given bars and says at its end what it came to. */
export class FigureBook implements Recorder {
  readonly #config: RunConfig;
  readonly #firstOpen: number;
  readonly #barLength: number | null;
  readonly #symbols: ReadonlyMap<string, SymbolBook>;
  readonly #total = new TradeTally();
  readonly #orders = new OrderTally();
  readonly #days: DayBook;
  readonly #drawdown: DrawdownWatch;
  readonly #last: Pick<Mark, 'balance' | 'equity'>;
  #lastClose: number;
  #marks = 0;
  #marksWithPosition = 0;
  /** Marks with equity, and the sum of exposure by equity over them. */
  #marksWithEquity = 0;
  #exposure = 0;

  constructor({ series, config }: { readonly series: readonly BarTimes[]; readonly config: RunConfig }) {
    const { initial_cash: cash } = config;
    this.#config = config;
    this.#firstOpen = firstOpenOf(series) ?? 0;
    this.#lastClose = this.#firstOpen;
    this.#barLength = barLengthOf(series);
    this.#symbols = new Map(
      series.map(({ symbol, length }) => [symbol, { bars: length, tally: new TradeTally(), presence: new Presence() }]),
    );
    this.#days = new DayBook(cash, this.#firstOpen);
    this.#drawdown = new DrawdownWatch(cash, this.#firstOpen);
    this.#last = { balance: cash, equity: cash };
  }

  event(event: BacktestEvent): void {
    this.#orders.event(event);
    if (event.type !== 'position_opened' && event.type !== 'position_closed') return;
    const value = event.volume * event.price;
    this.#total.fill(value, event.fee);
    const book = this.#symbols.get(event.symbol);
    book?.tally.fill(value, event.fee);
    if (event.type === 'position_opened') book?.presence.enter(event.bar);
    else book?.presence.leave(event.bar);
  }

  trade(trade: Trade): void {
    this.#total.trade(trade);
    this.#symbols.get(trade.symbol)?.tally.trade(trade);
  }

  mark({ time, balance, equity, exposure, open_positions }: Readonly<Mark>): void {
    this.#marks += 1;
    if (open_positions > 0) this.#marksWithPosition += 1;
    if (equity > 0) {
      this.#marksWithEquity += 1;
      if (exposure > 0) this.#exposure += exposure / equity;
    }
    this.#lastClose = time;
    this.#last.balance = balance;
    this.#last.equity = equity;
    this.#drawdown.mark(time, equity);
    this.#days.mark(time, equity);
  }

  /** The returns of the run, not rounded, as they are compared with those of another. */
  returnSeries(): ReturnSeries {
    const basis = basisOf(this.#barLength, this.#lastClose - this.#firstOpen);
    const isShort = basis === 'bar' && (this.#barLength ?? 0) <= DAY_MS;
    const { times, equities } = isShort ? this.#days.shortRun() : this.#days.days();
    return { basis, ends: Array.from(times), values: returnsOf(equities, this.#config.initial_cash) };
  }

  /** What the run came to; every figure has 10 significant digits, and null where it is undefined. */
  summary({ correlationId, seed, data }: SummaryFacts): Summary {
    const series = this.returnSeries();
    const years = yearsOf(this.#lastClose - this.#firstOpen);
    const periodsPerYear = this.#periodsPerYear(series, years);
    const { risk_free, trials, trial_variance: trialVariance } = this.#config.figures;
    const riskFree = periodReturnOf(risk_free, periodsPerYear);
    const ground = { series, periodsPerYear, riskFree, pnl: this.#total.pnl(), trials, trialVariance, seed };
    return {
      format: 'conclave-backtest-summary',
      version: 1,
      correlation_id: correlationId,
      seed,
      config: this.#config,
      data: [...data],
      ...inSignificantDigits({
        returns_basis: series.basis,
        returns: series.values.length,
        years,
        periods_per_year: periodsPerYear,
        account: this.#account(series, { years, periodsPerYear, riskFree }),
        total: this.#total.figures(this.#marks === 0 ? null : this.#marksWithPosition / this.#marks),
        symbols: Object.fromEntries(
          [...this.#symbols].map(([symbol, { bars, tally, presence }]) => [
            symbol,
            tally.figures(presence.shareOf(bars)),
          ]),
        ),
        months: this.#days.months().map(({ date, return: value }) => ({ month: date, return: value })),
        ...this.#orders.figures(),
        honesty: honestyOf(ground),
      }),
    };
  }

  #periodsPerYear({ values }: ReturnSeries, years: number): number | null {
    const { periods_per_year: given } = this.#config.figures;
    if (given !== null) return given;
    return values.length > 0 && years > 0 ? values.length / years : null;
  }

  #account(
    { values }: ReturnSeries,
    { years, periodsPerYear, riskFree }: { years: number; periodsPerYear: number | null; riskFree: number },
  ): AccountFigures {
    const { initial_cash: initial, figures } = this.#config;
    const { balance, equity } = this.#last;
    const { share, fall } = this.#drawdown.deepest();
    const cagr = cagrOf({ initial, final: equity, years });
    const days = (this.#barLength ?? 0) > DAY_MS ? null : this.#days.extremes();
    return {
      initial_cash: initial,
      final_balance: balance,
      final_equity: equity,
      total_return: equity / initial - 1,
      cagr,
      volatility: volatilityOf(values, periodsPerYear),
      sharpe: sharpeOf(values, { periodsPerYear, riskFree }),
      sortino: sortinoOf(values, { periodsPerYear, target: figures.target }),
      calmar: calmarOf(cagr, share),
      max_drawdown: share,
      max_drawdown_peak: timeOf(fall?.peakAt),
      max_drawdown_trough: timeOf(fall?.troughAt),
      max_drawdown_recovered: timeOf(fall?.recoveredAt),
      time_under_water: this.#drawdown.shareUnder(),
      longest_under_water_days: this.#drawdown.longestUnder() / DAY_MS,
      average_exposure: this.#marksWithEquity === 0 ? null : this.#exposure / this.#marksWithEquity,
      worst_day: days === null ? null : { day: days.worst.date, return: days.worst.return },
      best_day: days === null ? null : { day: days.best.date, return: days.best.return },
    };
  }
}

function timeOf(milliseconds: number | null | undefined): string | null {
  return milliseconds === null || milliseconds === undefined ? null : new Date(milliseconds).toISOString();
}
