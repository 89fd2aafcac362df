import type { Journal } from '../src/ports/journal.ts';
import type { Metrics } from './metrics.ts';

/** Notes how long the steps of a journal take that are really run; a step that is on record takes no time. */
export function timeSteps(journal: Journal, metrics: Pick<Metrics, 'timeStep'>): Journal {
  return {
    step: (name, effect) =>
      journal.step(name, async () => {
        const began = performance.now();
        try {
          return await effect();
        } finally {
          metrics.timeStep(name, (performance.now() - began) / 1_000);
        }
      }),
  };
}
