import { Worker } from 'node:worker_threads';
import { notComputed } from '../../src/flows/backtest-check/recompute-bundle.ts';
import type { Recompute, RecomputedStrategy } from '../../src/ports/backtest-recomputation.ts';

/** Longest that a bundle may take, and most mebibytes that its objects may take. */
const LONGEST_MS = 10 * 60_000;
const MOST_MEMORY_MB = 1_536;

/** What may be set otherwise, for tests. */
export interface RecomputationBounds {
  readonly longestMs?: number;
  readonly memoryMb?: number;
}

/**
 * Computes each bundle in a thread of its own, so that the next delivery is answered meanwhile; a thread that takes too
 * long or too much is ended, and then nothing of its bundle counts as computed.
 */
export function openRecomputation({
  longestMs = LONGEST_MS,
  memoryMb = MOST_MEMORY_MB,
}: RecomputationBounds = {}): Recompute {
  return async (order) => {
    const worker = new Worker(new URL('./recompute-worker.ts', import.meta.url), {
      workerData: order,
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    });
    const failed = (why: string) => order.bundle.strategies.map((strategy) => notComputed(strategy, why));
    const { promise, resolve } = Promise.withResolvers<readonly RecomputedStrategy[]>();
    const timer = setTimeout(() => resolve(failed(`it took longer than ${longestMs / 1_000} seconds`)), longestMs);
    worker.once('message', (answer: readonly RecomputedStrategy[]) => resolve(answer));
    worker.once('error', (error) => resolve(failed(`our engine gave out: ${wordsOf(error)}`)));
    worker.once('exit', () => resolve(failed('our engine ended without an answer')));
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      await worker.terminate();
    }
  };
}

function wordsOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'without a reason';
}
