import type { DrawnInterval } from './block-bootstrap.ts';
import { LEAST_RETURNS } from './probabilistic-sharpe.ts';
import type { ReturnSeries, ReturnsBasis } from './return-series.ts';

/** What the sentence is made from. */
export interface StatementGround {
  readonly trades: number;
  readonly series: ReturnSeries;
  /** Interval of the mean return of a period; null where there is too little, or no variance. */
  readonly meanReturn: DrawnInterval | null;
  readonly trials: number;
}

/** Below this many trades nothing is said about them. */
export const LEAST_TRADES = 30;

/** What can be said with that many trades and returns, in one sentence. */
export function honestSentence({ trades, series, meanReturn, trials }: StatementGround): string {
  const returns = series.values.length;
  const ground = `${counted(trades, 'trade')} and ${counted(returns, WORDS[series.basis])}`;
  if (trades === 0) return 'Without a closed trade nothing can be said about the strategy.';
  if (trades < LEAST_TRADES) {
    return `With ${counted(trades, 'trade')} nothing can be said about win rate, expectancy or Sharpe ratio; ${LEAST_TRADES} trades are the least from which to say anything.`;
  }
  if (returns < LEAST_RETURNS) {
    return `With ${ground} nothing can be said about the Sharpe ratio; ${LEAST_RETURNS} returns are the least from which to say anything.`;
  }
  if (meanReturn === null) return `With ${ground} nothing can be said, since the returns do not vary.`;
  return `With ${ground} ${finding(meanReturn)}, ${chosen(trials)}.`;
}

const WORDS: Readonly<Record<ReturnsBasis, string>> = {
  day: 'daily return',
  bar: 'return per bar',
  week: 'weekly return',
  month: 'monthly return',
};

function counted(count: number, word: string): string {
  if (count === 1) return `1 ${word}`;
  return `${count} ${word.startsWith('return ') ? word.replace('return', 'returns') : `${word}s`}`;
}

function finding({ low, high }: DrawnInterval): string {
  const interval = `the 95 % interval of the mean return goes from ${inPercent(low)} to ${inPercent(high)}`;
  if (low > 0) return `the profit is more than chance explains: ${interval}`;
  if (high < 0) return `the loss is more than chance explains: ${interval}`;
  return `a profit cannot be told from chance: ${interval}`;
}

function chosen(trials: number): string {
  return trials === 1
    ? 'if the strategy was not picked from others that were tried'
    : `before it is allowed for that it was picked from ${trials} that were tried, which the deflated Sharpe ratio does`;
}

function inPercent(share: number): string {
  return `${Number((share * 100).toPrecision(3))} %`;
}
