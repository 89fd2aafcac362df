import { Worker } from 'node:worker_threads';
import type { GroundTexts } from '../../src/flows/ground-texts.ts';
import type { Prepare } from '../../src/flows/prepare-pull.ts';
import type { ReviewOrder } from '../../src/flows/prepare-review.ts';
import type { SessionRequest } from '../../src/flows/session-request.ts';
import { AppError, type ErrorCode, type ErrorFacts } from '../../src/kernel/app-error.ts';

/** A question to the thread that prepares sessions. */
export interface PreparationQuestion {
  readonly id: number;
  readonly order: ReviewOrder;
  readonly ground: GroundTexts;
}

/** Its answer. */
export type PreparationAnswer = { readonly id: number } & (
  | { readonly kind: 'prepared'; readonly request: SessionRequest }
  | { readonly kind: 'refused'; readonly code: ErrorCode; readonly what: string; readonly facts: ErrorFacts }
);

/** A thread of its own that prepares sessions, so that reading a large change holds up no delivery. */
export interface Preparation {
  readonly prepare: Prepare;
  close(): Promise<void>;
}

interface Waiting {
  readonly resolve: (request: SessionRequest) => void;
  readonly reject: (error: Error) => void;
}

/** Opens the thread when it is first needed, and anew when it broke. */
export function openPreparation(): Preparation {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let asked = 0;
  const broke = (error: Error) => {
    worker = null;
    const words = `the thread that prepares sessions broke: ${error.message}`;
    for (const { reject } of waiting.values()) reject(new AppError('outside-failed', words, { passing: true }));
    waiting.clear();
  };
  const take = (answer: PreparationAnswer) => {
    const asker = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.kind === 'prepared') asker?.resolve(answer.request);
    else asker?.reject(new AppError(answer.code, answer.what, answer.facts));
    if (waiting.size === 0) worker?.unref();
  };
  const start = () => {
    const started = new Worker(new URL('./worker.ts', import.meta.url));
    started.on('message', take);
    started.on('error', broke);
    return started;
  };
  return {
    prepare: (order, ground) =>
      new Promise((resolve, reject) => {
        worker ??= start();
        worker.ref();
        asked += 1;
        waiting.set(asked, { resolve, reject });
        worker.postMessage({ id: asked, order, ground } satisfies PreparationQuestion);
      }),
    close: async () => {
      await worker?.terminate();
      worker = null;
    },
  };
}
