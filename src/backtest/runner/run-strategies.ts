import { AppError } from '../../kernel/app-error.ts';
import type { Bars } from '../bars.ts';
import type { StrategyClass } from '../strategy.ts';
import { type LoopOptions, runDesks } from './desk-loop.ts';
import { openDesk, type StrategyDesk } from './strategy-desk.ts';

/** A run: strategies, the market, what it costs, and who writes it down. */
export interface RunOptions extends Omit<LoopOptions, 'desks'> {
  readonly strategy: StrategyClass;
}

/** Replays a market and asks a strategy for each symbol after each close; what it wants acts from the next bar on (R1). */
export function runStrategies({ strategy, ...market }: RunOptions): void {
  const desks = openDesks({ ...market, strategy });
  for (const desk of desks) desk.prepare();
  runDesks({ ...market, desks });
}

/** Opens a strategy for each symbol; a symbol with less data than the strategy needs before its first question is refused. */
export function openDesks({
  strategy,
  series,
  config,
  seed,
}: Pick<RunOptions, 'strategy' | 'series' | 'config' | 'seed'>): StrategyDesk[] {
  return series.map((bars) => {
    const desk = openDesk(strategy, bars, { ...config.params, seed });
    refuseShortBars(bars, desk.warmup);
    return desk;
  });
}

/** Throws an AppError where a symbol has no bar behind the warm-up of its strategy. */
export function refuseShortBars({ symbol, length }: Pick<Bars, 'symbol' | 'length'>, warmup: number): void {
  if (warmup < length) return;
  throw new AppError(
    'bad-input',
    `${symbol} has ${length} bars, and the strategy needs ${warmup} before its first decision`,
    {
      where: 'strategy',
      expected: `more than ${warmup} bars`,
      advice: 'Give more data, or make `warmup` shorter.',
    },
  );
}
