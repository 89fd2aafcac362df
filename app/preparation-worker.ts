import { parentPort } from 'node:worker_threads';
import { openProgramFiles } from '../src/adapters/program-files/program-files.ts';
import { groundFiles } from '../src/flows/ground-texts.ts';
import { prepareReview } from '../src/flows/prepare-review.ts';
import { isAppError, messageOf } from '../src/kernel/app-error.ts';
import type { PreparationAnswer, PreparationQuestion } from './preparation.ts';
import { VERSION } from './version.ts';

/** Prepares one session after the other, as the main thread asks for them. */
parentPort?.on('message', async (question: PreparationQuestion) => {
  parentPort?.postMessage(await answer(question));
});

async function answer({ id, order, ground }: PreparationQuestion): Promise<PreparationAnswer> {
  try {
    const base = { repository: groundFiles(ground), commit: ground.commit };
    const request = await prepareReview(order, { program: openProgramFiles(VERSION), base });
    return { id, kind: 'prepared', request };
  } catch (error) {
    if (!isAppError(error)) return { id, kind: 'refused', code: 'broken', what: messageOf(error), facts: {} };
    const { cause: _cause, ...facts } = error.facts;
    return { id, kind: 'refused', code: error.code, what: error.message, facts };
  }
}
