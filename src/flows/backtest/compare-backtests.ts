import { compareRuns } from '../../backtest/comparison/compare-runs.ts';
import type { Comparison } from '../../backtest/comparison/comparison.ts';
import type { RunOrder, RunOutcome } from '../../ports/backtest-engine.ts';
import type { Repository } from '../../ports/repository.ts';
import type { RunProofs } from './check-evidence.ts';
import { checkOutStrategy } from './checked-out-strategy.ts';
import { proveRun } from './made-run.ts';
import type { RunPorts, RunWatcher } from './run-ports.ts';

/** Two states of a strategy that are to run on the same data, with the same configuration and seed. */
export interface CompareOrder {
  readonly base: string;
  readonly head: string;
  /** Path of the strategy from the root of the repository. */
  readonly path: string;
  readonly order: Pick<RunOrder, 'data' | 'config' | 'seed' | 'timeLimit'>;
  /** Whether the head is run a second time, and its bytes compared. */
  readonly twice: boolean;
  /** Whether it is proven that the head sees no later bar. */
  readonly leaks: boolean;
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
  /** Of the head. */
  readonly proofs: RunProofs;
}

/** What a comparison needs of the outside. */
export type ComparePorts = Pick<RunPorts, 'engine' | 'folders' | 'host' | 'openData'> & {
  readonly repository: Repository;
};

/** Runs a strategy as it stands at two refs, and says which is better where that can be told. */
export async function compareBacktests(
  { base, head, path, order, twice, leaks }: CompareOrder,
  ports: ComparePorts,
  watcher: RunWatcher = {},
): Promise<ComparedBacktests> {
  const unproven = { twice: false, leaks: false };
  const before = await runSide({ ref: base, path, order, step: 'base', ...unproven }, ports, watcher);
  const after = await runSide({ ref: head, path, order, step: 'head', twice, leaks }, ports, watcher);
  const options = { ...order.config.compare, seed: order.seed };
  const comparison = compareRuns(before.side.outcome, after.side.outcome, options);
  return { comparison, base: before.side, head: after.side, proofs: after.proofs };
}

interface SideOrder extends Pick<CompareOrder, 'path' | 'order' | 'twice' | 'leaks'> {
  readonly ref: string;
  readonly step: string;
}

/** Runs one side and proves what is asked for, as long as its files are there. */
async function runSide(
  { ref, path, order, step, twice, leaks }: SideOrder,
  ports: ComparePorts,
  watcher: RunWatcher,
): Promise<{ readonly side: ComparedSide; readonly proofs: RunProofs }> {
  await using folder = await ports.folders.passing();
  const { commit, strategy, leftOut } = await checkOutStrategy(ports.repository, { ref, path }, { ...ports, folder });
  if (leftOut.length > 0) watcher.onNotice?.(`left out of ${ref}: ${leftOut.join(', ')}`);
  await using artefacts = twice || leaks ? await ports.folders.passing() : null;
  const full: RunOrder = { ...order, strategy, folder: artefacts?.path ?? null, purpose: 'comparison' };
  const outcome = await ports.engine.run(full, {
    onProgress: (progress) => watcher.onProgress?.(step, progress),
    ...(watcher.onOutput === undefined ? {} : { onOutput: watcher.onOutput }),
    ...(watcher.signal === undefined ? {} : { signal: watcher.signal }),
  });
  if (artefacts === null) return { side: { ref, commit, outcome }, proofs: { determinism: null, lookAhead: null } };
  const proofs = await proveRun(full, { staging: artefacts, twice, leaks }, { ports, watcher });
  return { side: { ref, commit, outcome }, proofs };
}
