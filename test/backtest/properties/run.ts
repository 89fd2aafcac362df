import type { Bars } from '../../../src/backtest/bars.ts';
import type { BacktestEvent, Mark, Recorder, Trade } from '../../../src/backtest/event.ts';
import { RunConfig } from '../../../src/backtest/run-config.ts';
import { runStrategies } from '../../../src/backtest/runner/run-strategies.ts';
import type { StrategyClass } from '../../../src/backtest/strategy.ts';
import { type Decisions, orderOf } from './generated.ts';

/** One thing that a run told. */
export type Told =
  | { readonly kind: 'event'; readonly event: BacktestEvent }
  | { readonly kind: 'trade'; readonly trade: Trade }
  | { readonly kind: 'mark'; readonly mark: Readonly<Mark> };

/** Runs a strategy that decides by a list and by the bars it has seen; returns all that was told, in order. */
export function runDecisions(
  bars: Bars,
  decisions: Decisions,
  config: Readonly<Record<string, unknown>>,
): readonly Told[] {
  const told: Told[] = [];
  const recorder: Recorder = {
    event: (event) => told.push({ kind: 'event', event }),
    trade: (trade) => told.push({ kind: 'trade', trade }),
    mark: (mark) => told.push({ kind: 'mark', mark: { ...mark } }),
  };
  runStrategies({
    strategy: strategyOf(decisions),
    series: [bars],
    config: RunConfig.parse({ version: 1, ...config }),
    seed: 3,
    recorder,
  });
  return told;
}

function strategyOf(decisions: Decisions): StrategyClass {
  return class {
    prepareIndicators() {
      return {};
    }

    findEntries(bars: Bars, _: unknown, index: number) {
      const { plans = [], cancels = false } = decisions[index] ?? {};
      const orders = plans.map((plan) => orderOf(plan, bars.close[index] as number));
      return cancels ? [{ action: 'CANCEL' as const }, ...orders] : orders;
    }

    findExits({ position_id }: { readonly position_id: string }, _: Bars, __: unknown, index: number) {
      return decisions[index]?.closes === true ? { position_id, reason: 'asked' } : null;
    }
  };
}
