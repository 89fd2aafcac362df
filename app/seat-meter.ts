import type { Witness } from '../src/ports/witness.ts';
import type { Metrics } from './metrics.ts';

/** Counts seats, tokens and money as a session tells of them. */
export function watchSeats(metrics: Metrics): Witness {
  return (event) => {
    switch (event.kind) {
      case 'answered':
        metrics.countSeat(event.model, 'heard');
        metrics.countMicroUsd(event.model, event.microUsd);
        return;
      case 'try-failed':
        metrics.countSeat(event.model, 'failed');
        return;
      default:
    }
  };
}
