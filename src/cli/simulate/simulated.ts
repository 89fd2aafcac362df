import type { MatrixWarning } from '../../routing/idle-row.ts';
import type { SimulatedPull, SimulationTotals } from '../../routing/simulation.ts';

/** A simulation, and what a person needs to check it. */
export interface Simulated {
  /** `acme/quant`. */
  readonly repository: string;
  /** The two configurations in words. */
  readonly before: string;
  readonly after: string;
  readonly pulls: readonly SimulatedPull[];
  readonly totals: SimulationTotals;
  /** Of the new configuration. */
  readonly warnings: readonly MatrixWarning[];
}
