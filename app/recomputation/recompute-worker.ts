import { parentPort, workerData } from 'node:worker_threads';
import { recomputeBundle } from '../../src/flows/backtest-check/recompute-bundle.ts';

/** Answers the one question that the thread was started with. */
parentPort?.postMessage(await recomputeBundle(workerData));
