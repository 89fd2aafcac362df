import { maxDrawdownOf } from '../../../src/backtest/metrics/drawdown.ts';
import {
  downsideDeviationOf,
  kurtosisOf,
  meanOf,
  sampleDeviationOf,
  skewnessOf,
} from '../../../src/backtest/metrics/moments.ts';
import { deflatedSharpeOf, probabilisticSharpeOf } from '../../../src/backtest/metrics/probabilistic-sharpe.ts';
import { cagrOf, calmarOf, sharpeOf, sortinoOf, volatilityOf } from '../../../src/backtest/metrics/return-ratios.ts';
import { returnsOf } from '../../../src/backtest/metrics/return-series.ts';
import {
  expectancyOf,
  profitAndLossOf,
  profitFactorOf,
  sqnOf,
  winRateOf,
} from '../../../src/backtest/metrics/trade-ratios.ts';
import type { MetricCase } from '../case-file.ts';

/** Every figure that a metric case may expect, by the names that case files use; only those its inputs allow. */
export function figuresOfCase(given: MetricCase): Readonly<Record<string, number | null>> {
  const { returns, equity, pnl } = given;
  const values =
    returns ?? (equity === undefined ? undefined : returnsOf(Float64Array.from(equity.slice(1)), equity[0] ?? 0));
  return {
    ...(values === undefined ? {} : figuresOfReturns(values, given)),
    ...(equity === undefined ? {} : figuresOfEquity(equity, given)),
    ...(pnl === undefined ? {} : figuresOfTrades(pnl)),
  };
}

/** A number beside the inputs of a case, under one of its names. */
function numberIn(given: MetricCase, names: readonly string[]): number | undefined {
  const config = typeof given.config === 'object' && given.config !== null ? given.config : {};
  const found = names.map((name) => (({ ...config, ...given }) as Record<string, unknown>)[name]);
  return found.find((value) => typeof value === 'number');
}

const PERIODS = ['periods_per_year', 'periods', 'ann', 'P', 'annualisation', 'annualization', 'ann_factor'];

function figuresOfReturns(returns: readonly number[], given: MetricCase): Record<string, number | null> {
  const periodsPerYear = numberIn(given, PERIODS) ?? 1;
  const riskFree = numberIn(given, ['rf', 'risk_free']) ?? 0;
  const target = numberIn(given, ['mar', 'target']) ?? 0;
  const trials = { trials: numberIn(given, ['trials', 'n_trials', 'N']) ?? 1, riskFree };
  const trialVariance = numberIn(given, ['trial_variance', 'variance']) ?? null;
  const deviation = sampleDeviationOf(returns);
  const downside = downsideDeviationOf(returns, target);
  const psr = probabilisticSharpeOf(returns, { riskFree, benchmark: numberIn(given, ['benchmark', 'sr_star']) ?? 0 });
  const dsr = deflatedSharpeOf(returns, { ...trials, trialVariance }).probability;
  return {
    mean: meanOf(returns),
    mean_return: meanOf(returns),
    std: deviation,
    stdev: deviation,
    sample_std: deviation,
    standard_deviation: deviation,
    downside_dev: downside,
    downside_deviation: downside,
    sharpe: sharpeOf(returns, { periodsPerYear, riskFree }),
    sortino: sortinoOf(returns, { periodsPerYear, target }),
    volatility: volatilityOf(returns, periodsPerYear),
    skewness: skewnessOf(returns),
    skew: skewnessOf(returns),
    kurtosis: kurtosisOf(returns),
    psr,
    probabilistic_sharpe: psr,
    dsr,
    deflated_sharpe: dsr,
    returns: returns.length,
    total_return: returns.reduce((growth, value) => growth * (1 + value), 1) - 1,
  };
}

function figuresOfEquity(equity: readonly number[], given: MetricCase): Record<string, number | null> {
  const drawdown = maxDrawdownOf(equity);
  const fall = drawdown?.fall ?? null;
  const years = numberIn(given, ['years']) ?? (numberIn(given, ['days']) ?? 0) / 365.25;
  const cagr = cagrOf({ initial: equity[0] ?? 0, final: equity.at(-1) ?? 0, years });
  return {
    max_drawdown: drawdown?.share ?? null,
    peak: fall?.peak ?? null,
    trough: fall?.trough ?? null,
    peak_index: fall?.peakAt ?? null,
    trough_index: fall?.troughAt ?? null,
    recovered_index: fall?.recoveredAt ?? null,
    recovery_index: fall?.recoveredAt ?? null,
    cagr,
    calmar: calmarOf(cagr, drawdown?.share ?? null),
    total_return: (equity.at(-1) ?? 0) / (equity[0] ?? 0) - 1,
    final_equity: equity.at(-1) ?? null,
  };
}

function figuresOfTrades(pnl: readonly number[]): Record<string, number | null> {
  const { wins, losses, grossProfit, grossLoss, best, worst } = profitAndLossOf(pnl);
  return {
    trades: pnl.length,
    n: pnl.length,
    wins,
    losses,
    gross_profit: grossProfit,
    gross_loss: grossLoss,
    net_profit: grossProfit + grossLoss,
    total_pnl: grossProfit + grossLoss,
    average_win: wins === 0 ? null : grossProfit / wins,
    avg_win: wins === 0 ? null : grossProfit / wins,
    average_loss: losses === 0 ? null : grossLoss / losses,
    avg_loss: losses === 0 ? null : grossLoss / losses,
    breakeven: pnl.length - wins - losses,
    best_trade: best,
    worst_trade: worst,
    win_rate: winRateOf(pnl),
    profit_factor: profitFactorOf(pnl),
    expectancy: expectancyOf(pnl),
    sqn: sqnOf(pnl),
  };
}
