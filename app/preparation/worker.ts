import { setImmediate } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';
import { judgeGatesInParts } from '../../src/gates/judge-gates.ts';
import { isAppError, messageOf } from '../../src/kernel/app-error.ts';
import type { PreparationAnswer, PreparationQuestion, Thinking } from './preparation.ts';
import { lookHere, prepareHere } from './wire.ts';

/** Answers one question after the other, as the main thread asks them. */
parentPort?.on('message', (question: PreparationQuestion) => {
  void answer(question).then((said) => parentPort?.postMessage(said));
});

async function answer({ id, thinking }: PreparationQuestion): Promise<PreparationAnswer> {
  try {
    return { id, ...(await think(thinking)) };
  } catch (error) {
    if (!isAppError(error)) return { id, kind: 'refused', code: 'broken', what: messageOf(error), facts: {} };
    const { cause: _cause, ...facts } = error.facts;
    return { id, kind: 'refused', code: error.code, what: error.message, facts };
  }
}

async function think(thinking: Thinking) {
  switch (thinking.kind) {
    case 'prepare':
      return {
        kind: 'prepared',
        preparation: await prepareHere(thinking.order, thinking.ground, thinking.survey),
      } as const;
    case 'judge':
      return { kind: 'judged', gates: await judgeGatesInParts(thinking, () => setImmediate()) } as const;
    case 'look':
      return { kind: 'seen', evidence: await lookHere(thinking.change, thinking.ground, thinking.around) } as const;
    default:
      return thinking satisfies never;
  }
}
