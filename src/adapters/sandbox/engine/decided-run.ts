import type { Bars } from '../../../backtest/bars.ts';
import { readAsked } from '../../../backtest/proofs/asked-text.ts';
import { decideStrictly } from '../../../backtest/runner/decide-strictly.ts';
import type { Decision } from '../../../backtest/runner/replayed-decisions.ts';
import { refuseShortBars } from '../../../backtest/runner/run-strategies.ts';
import type { RunOrder, StrategyRuntime } from '../../../ports/backtest-engine.ts';
import { type HostOptions, startStrategy } from '../strategy-host/strategy-host.ts';
import type { StrategyProcess } from '../strategy-host/strategy-process.ts';

/** What a strategy in a process of its own decided, by symbol. */
export interface DecidedRun {
  readonly decisions: readonly (readonly Decision[])[];
  readonly runtime: StrategyRuntime;
}

/** Where the strategy is asked, and who is told how many closes are behind. */
export interface DecidedRunOptions extends HostOptions {
  readonly onProgress: (closes: number) => void;
}

/** Has a strategy decide in a process of its own; nothing of it runs in this one. */
export async function decideRun(
  order: RunOrder,
  series: readonly Bars[],
  { onProgress, ...host }: DecidedRunOptions,
): Promise<DecidedRun> {
  const symbols = series.map(({ symbol, closes }) => ({ symbol, closes: typeof closes === 'number' ? closes : null }));
  const { strategy, config, seed, mode = 'fast' } = order;
  const started = await startStrategy({ strategy, params: config.params, seed, symbols }, host);
  try {
    const decide = mode === 'fast' ? decideFast : decideBarByBar;
    return { decisions: await decide(order, series, { started, onProgress }), runtime: started.runtime };
  } finally {
    await started.close();
  }
}

interface Started {
  readonly started: StrategyProcess;
  readonly onProgress: (closes: number) => void;
}

async function decideFast({ config }: RunOrder, series: readonly Bars[], { started, onProgress }: Started) {
  const whole = await started.runWhole({ series, config, columns: false }, onProgress);
  return whole.map(({ asked }) => asked.map(({ bar, text }): Decision => ({ bar, asked: readAsked(text) })));
}

async function decideBarByBar(
  { strategy, config, seed }: RunOrder,
  series: readonly Bars[],
  { started, onProgress }: Started,
): Promise<Decision[][]> {
  const { traits } = started;
  for (const [symbol, bars] of series.entries()) refuseShortBars(bars, traits[symbol]?.warmup ?? 0);
  return await decideStrictly({
    series,
    config,
    seed,
    looksAtPositions: traits.map(({ looksAtPositions }) => looksAtPositions),
    advance: (step) => started.advance(step),
    where: strategy,
    onProgress,
  });
}
