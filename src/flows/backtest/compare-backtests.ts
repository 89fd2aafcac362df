import { compareRuns } from '../../backtest/comparison/compare-runs.ts';
import type { Comparison } from '../../backtest/comparison/comparison.ts';
import type { RunOrder, RunOutcome } from '../../ports/backtest-engine.ts';
import type { Repository } from '../../ports/repository.ts';
import { checkOutStrategy } from './checked-out-strategy.ts';
import type { RunPorts, RunWatcher } from './run-ports.ts';

/** Two states of a strategy that are to run on the same data, with the same configuration and seed. */
export interface CompareOrder {
  readonly base: string;
  readonly head: string;
  /** Path of the strategy from the root of the repository. */
  readonly path: string;
  readonly order: Pick<RunOrder, 'data' | 'config' | 'seed' | 'timeLimit'>;
}

/** One side of a comparison. */
export interface ComparedSide {
  readonly ref: string;
  readonly commit: string;
  readonly outcome: RunOutcome;
}

export interface ComparedBacktests {
  readonly comparison: Comparison;
  readonly base: ComparedSide;
  readonly head: ComparedSide;
}

/** Runs a strategy as it stands at two refs, and says which is better where that can be told. */
export async function compareBacktests(
  { base, head, path, order }: CompareOrder,
  ports: Pick<RunPorts, 'engine' | 'folders'> & { readonly repository: Repository },
  watcher: RunWatcher = {},
): Promise<ComparedBacktests> {
  const before = await runSide({ ref: base, path, order, step: 'base' }, ports, watcher);
  const after = await runSide({ ref: head, path, order, step: 'head' }, ports, watcher);
  const options = { ...order.config.compare, seed: order.seed };
  return { comparison: compareRuns(before.outcome, after.outcome, options), base: before, head: after };
}

async function runSide(
  { ref, path, order, step }: Pick<CompareOrder, 'path' | 'order'> & { readonly ref: string; readonly step: string },
  { engine, folders, repository }: Pick<RunPorts, 'engine' | 'folders'> & { readonly repository: Repository },
  { onProgress, onOutput, signal }: RunWatcher,
): Promise<ComparedSide> {
  await using folder = await folders.passing();
  const { commit, strategy } = await checkOutStrategy(repository, { ref, path }, { folder, folders });
  const outcome = await engine.run(
    { ...order, strategy, folder: null, purpose: 'comparison' },
    {
      onProgress: (progress) => onProgress?.(step, progress),
      ...(onOutput === undefined ? {} : { onOutput }),
      ...(signal === undefined ? {} : { signal }),
    },
  );
  return { ref, commit, outcome };
}
