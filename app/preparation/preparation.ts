import { Worker } from 'node:worker_threads';
import type { Change } from '../../src/change/change.ts';
import type { ConclaveConfig } from '../../src/config/config.ts';
import type { Surroundings } from '../../src/evidence/surroundings.ts';
import type { GroundTexts } from '../../src/flows/ground-texts.ts';
import type { Judge } from '../../src/flows/judge-change.ts';
import type { Look } from '../../src/flows/judge-rules.ts';
import type { Prepare } from '../../src/flows/prepare-pull.ts';
import type { Preparation as PreparedReview } from '../../src/flows/prepare-review.ts';
import type { ReviewOrder } from '../../src/flows/review-order.ts';
import type { Survey } from '../../src/flows/survey.ts';
import type { GateResult } from '../../src/gates/gate.ts';
import type { GuardedFiles, GuardedPull } from '../../src/gates/guarded-pull.ts';
import type { EvidenceFacts } from '../../src/gates/rules/rule-facts.ts';
import { AppError, type ErrorCode, type ErrorFacts } from '../../src/kernel/app-error.ts';

/** What the thread is asked: to prepare a session, to judge the gates on a change, or what the evidence rules see in it. */
export type Thinking =
  | {
      readonly kind: 'prepare';
      readonly order: ReviewOrder;
      readonly ground: GroundTexts;
      readonly survey: Survey;
    }
  | {
      readonly kind: 'judge';
      readonly pull: GuardedPull;
      readonly files: GuardedFiles;
      readonly config: ConclaveConfig;
    }
  | {
      readonly kind: 'look';
      readonly change: Change;
      readonly ground: GroundTexts;
      readonly around: Surroundings;
    };

/** A question to the thread. */
export interface PreparationQuestion {
  readonly id: number;
  readonly thinking: Thinking;
}

/** Its answer. */
export type PreparationAnswer = { readonly id: number } & (
  | { readonly kind: 'prepared'; readonly preparation: PreparedReview }
  | { readonly kind: 'judged'; readonly gates: readonly GateResult[] }
  | { readonly kind: 'seen'; readonly evidence: EvidenceFacts }
  | { readonly kind: 'refused'; readonly code: ErrorCode; readonly what: string; readonly facts: ErrorFacts }
);

/** A thread of its own for what takes long to compute, so that reading a large change holds up no delivery. */
export interface Preparation {
  readonly prepare: Prepare;
  readonly judge: Judge;
  readonly look: Look;
  close(): Promise<void>;
}

type Answered = Exclude<PreparationAnswer, { readonly kind: 'refused' }>;

interface Waiting {
  readonly resolve: (answer: Answered) => void;
  readonly reject: (error: Error) => void;
}

/** Opens the thread when it is first needed, and anew when it broke. */
export function openPreparation(): Preparation {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let asked = 0;
  const broke = (error: Error) => {
    worker = null;
    const words = `the thread that computes broke: ${error.message}`;
    for (const { reject } of waiting.values()) reject(new AppError('outside-failed', words, { passing: true }));
    waiting.clear();
  };
  const take = (answer: PreparationAnswer) => {
    const asker = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.kind === 'refused') asker?.reject(new AppError(answer.code, answer.what, answer.facts));
    else asker?.resolve(answer);
    if (waiting.size === 0) worker?.unref();
  };
  const ask = (thinking: Thinking) =>
    new Promise<Answered>((resolve, reject) => {
      worker ??= startWorker(take, broke);
      worker.ref();
      asked += 1;
      waiting.set(asked, { resolve, reject });
      worker.postMessage({ id: asked, thinking } satisfies PreparationQuestion);
    });
  return {
    prepare: async (order, ground, survey) => {
      const answer = await ask({ kind: 'prepare', order, ground, survey });
      if (answer.kind === 'prepared') return answer.preparation;
      throw otherAnswer();
    },
    judge: async (pull, files, config) => {
      const answer = await ask({ kind: 'judge', pull, files, config });
      if (answer.kind === 'judged') return answer.gates;
      throw otherAnswer();
    },
    look: async (change, ground, around) => {
      const answer = await ask({ kind: 'look', change, ground, around });
      if (answer.kind === 'seen') return answer.evidence;
      throw otherAnswer();
    },
    close: async () => {
      await worker?.terminate();
      worker = null;
    },
  };
}

function startWorker(take: (answer: PreparationAnswer) => void, broke: (error: Error) => void): Worker {
  const worker = new Worker(new URL('./worker.ts', import.meta.url));
  worker.on('message', take);
  worker.on('error', broke);
  return worker;
}

function otherAnswer(): AppError {
  return new AppError('broken', 'the thread that computes answered another question');
}
