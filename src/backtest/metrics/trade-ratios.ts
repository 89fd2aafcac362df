import { finiteOrNull, meanOf, type Numbers, ratioOf, sampleDeviationOf } from './moments.ts';

/** What trades won and lost, in money after fees. */
export interface ProfitAndLoss {
  readonly wins: number;
  readonly losses: number;
  /** Sum of what winning trades won. */
  readonly grossProfit: number;
  /** Sum of what losing trades lost, at most 0. */
  readonly grossLoss: number;
  readonly best: number | null;
  readonly worst: number | null;
}

/** Adds up trades by their result after fees; one that broke even is neither a win nor a loss. */
export function profitAndLossOf(pnl: Numbers): ProfitAndLoss {
  let wins = 0;
  let losses = 0;
  let grossProfit = 0;
  let grossLoss = 0;
  let best = -Infinity;
  let worst = Infinity;
  for (const value of pnl) {
    if (value > 0) {
      wins += 1;
      grossProfit += value;
    } else if (value < 0) {
      losses += 1;
      grossLoss += value;
    }
    best = Math.max(best, value);
    worst = Math.min(worst, value);
  }
  return { wins, losses, grossProfit, grossLoss, best: finiteOrNull(best), worst: finiteOrNull(worst) };
}

/** Share of trades that won after fees; one that broke even did not. Null without trades. */
export function winRateOf(pnl: Numbers): number | null {
  return ratioOf(profitAndLossOf(pnl).wins, pnl.length);
}

/** Profit factor Σ pnl⁺ ÷ |Σ pnl⁻| in money; null where nothing was lost. */
export function profitFactorOf(pnl: Numbers): number | null {
  const { grossProfit, grossLoss } = profitAndLossOf(pnl);
  return ratioOf(grossProfit, Math.abs(grossLoss));
}

/** Expectancy: the mean result of a trade, in money; null without trades. */
export function expectancyOf(pnl: Numbers): number | null {
  return meanOf(pnl);
}

/** System quality number √n · mean(pnl) ÷ sd(pnl) with the sample deviation; null below two trades and without variance. Tharp 2008. */
export function sqnOf(pnl: Numbers): number | null {
  const ratio = ratioOf(meanOf(pnl), sampleDeviationOf(pnl));
  return ratio === null ? null : Math.sqrt(pnl.length) * ratio;
}
