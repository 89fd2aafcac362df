import { parentPort } from 'node:worker_threads';
import { isAppError, messageOf } from '../../src/kernel/app-error.ts';
import type { PreparationAnswer, PreparationQuestion } from './preparation.ts';
import { prepareHere } from './wire.ts';

/** Prepares one session after the other, as the main thread asks for them. */
parentPort?.on('message', (question: PreparationQuestion) => {
  void answer(question).then((said) => parentPort?.postMessage(said));
});

async function answer({ id, order, ground }: PreparationQuestion): Promise<PreparationAnswer> {
  try {
    return { id, kind: 'prepared', request: await prepareHere(order, ground) };
  } catch (error) {
    if (!isAppError(error)) return { id, kind: 'refused', code: 'broken', what: messageOf(error), facts: {} };
    const { cause: _cause, ...facts } = error.facts;
    return { id, kind: 'refused', code: error.code, what: error.message, facts };
  }
}
