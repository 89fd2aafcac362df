import { Rubbish } from './rubbish.ts';

/** Throws when a method of a strategy returned a promise: a replay waits for nobody, and what it holds would be lost. */
export function refusePromise(value: unknown, method: string): void {
  if (!isPromise(value)) return;
  // The run ends here; what the promise comes to must not end the process in between.
  value.then(undefined, () => undefined);
  throw new Rubbish(`${method} returned a promise`, `its answer at once: \`${method}\` must not be async`);
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
