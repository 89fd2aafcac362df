import type { Bars } from '../../../../src/backtest/bars.ts';
import { GrowingDesks } from '../../../../src/backtest/proofs/growing-desks.ts';
import type { AskedAt } from '../../../../src/backtest/proofs/growth.ts';
import type { LookAheadProof } from '../../../../src/backtest/proofs/look-ahead.ts';
import { noiseAfter } from '../../../../src/backtest/proofs/noise.ts';
import { runWhole } from '../../../../src/backtest/proofs/whole-run.ts';
import { RunConfig } from '../../../../src/backtest/run-config.ts';
import type { StrategyClass } from '../../../../src/backtest/strategy.ts';
import { proveNoLeak } from '../../../../src/flows/backtest/prove-no-leak.ts';
import type { StrategyHost } from '../../../../src/ports/growing-strategy.ts';

/** Makes the class of a strategy anew, as a fresh process does: nothing that it keeps outside of itself survives. */
export type MakeStrategy = () => StrategyClass;

/** Strategies in this process; each stands alone as in a process of its own. */
export function memoryHost(make: MakeStrategy): StrategyHost {
  return {
    timeout: (milliseconds) => AbortSignal.timeout(milliseconds),
    chance: () => 11,
    runWhole: async ({ seed }, whole) => runWhole({ ...whole, strategy: make(), seed }),
    startGrowing: async (order) => {
      const desks = new GrowingDesks({ ...order, strategy: make() });
      return { traits: desks.traits, advance: async (step) => desks.advance(step), close: async () => {} };
    },
  };
}

/** What the proof of a strategy may be told beside the strategy. */
export interface Given {
  readonly decided?: readonly (readonly AskedAt[])[];
  readonly series?: readonly Bars[];
  readonly everyPrefixUpTo?: number;
}

export function prove(make: MakeStrategy, { series = [someBars(160)], ...rest }: Given = {}): Promise<LookAheadProof> {
  const config = RunConfig.parse({ version: 1 });
  const order = { strategy: 'strategy.ts', series, config, seed: 1, timeLimit: 60_000, ...rest };
  return proveNoLeak(order, { host: memoryHost(make) });
}

export const START = Date.UTC(2024, 0, 1);
const HOUR = 3_600_000;

/** Bars of an hour that wander about 100. */
export function someBars(length: number, { symbol = 'X', seed = 5, start = START } = {}): Bars {
  const one = (value: number): Float64Array => Float64Array.of(value);
  const prices = { open: one(100), high: one(101), low: one(99), close: one(100), volume: one(10) };
  return noiseAfter({ symbol, length: 1, time: one(start - HOUR), closes: HOUR, ...prices }, { seed, length });
}
