import type { Models } from '../src/ports/models.ts';
import type { Witness } from '../src/ports/witness.ts';
import type { Metrics } from './metrics.ts';

/** Counts the tokens of every answer that says them. */
export function countTokens(models: Models, metrics: Metrics): Models {
  return {
    ...models,
    ask: async (request) => {
      const answer = await models.ask(request);
      if (answer.usage === null) return answer;
      const { inputTokens, cachedInputTokens, outputTokens } = answer.usage;
      metrics.countTokens(request.model, 'input', inputTokens - cachedInputTokens);
      metrics.countTokens(request.model, 'cached-input', cachedInputTokens);
      metrics.countTokens(request.model, 'output', outputTokens);
      return answer;
    },
  };
}

/** Counts seats and money as a session tells of them. */
export function watchSeats(metrics: Metrics): Witness {
  return (event) => {
    if (event.kind === 'answered') {
      metrics.countSeat(event.model, 'heard');
      metrics.countMicroUsd(event.model, event.microUsd);
    }
    if (event.kind === 'try-failed') metrics.countSeat(event.model, 'failed');
  };
}
