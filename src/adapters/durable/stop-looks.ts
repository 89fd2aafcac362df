import type { SystemDatabase } from '@dbos-inc/dbos-sdk/internal/system_database';

/** How old the answer may be on which the engine goes on; it waits longer before it tries a step again. */
const FRESH_MS = 900;

/** The engine's own questions about a story, as far as they are asked here. */
export type StoryTables = Pick<SystemDatabase, 'checkIfCanceled' | 'getOperationResultAndThrowIfCancelled'>;

/**
 * Lets the engine ask once a step whether its story was stopped. By itself it asks before it looks whether the step is
 * on record, in that look, and after it once more. That look asks always, and no step begins without it: here only
 * those questions are left out to which such a look has just given the answer.
 */
export function askOnceWhetherStopped(tables: StoryTables): void {
  const goesOn = new Map<string, number>();
  const check = tables.checkIfCanceled.bind(tables);
  const look = tables.getOperationResultAndThrowIfCancelled.bind(tables);
  tables.checkIfCanceled = async (story) => {
    if (performance.now() - (goesOn.get(story) ?? Number.NEGATIVE_INFINITY) > FRESH_MS) await check(story);
  };
  tables.getOperationResultAndThrowIfCancelled = async (story, step) => {
    const began = performance.now();
    const recorded = await look(story, step);
    goesOn.delete(story);
    goesOn.set(story, began);
    forgetOld(goesOn, began - FRESH_MS);
    return recorded;
  };
}

/** The oldest stand first. */
function forgetOld(times: Map<string, number>, before: number): void {
  for (const [story, time] of times) {
    if (time >= before) return;
    times.delete(story);
  }
}
