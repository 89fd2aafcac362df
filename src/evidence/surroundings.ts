import type { BindingInvariant } from '../adr/invariant.ts';
import type { Glob } from '../kernel/glob.ts';

/** What rules know of the repository around a change, as plain data. */
export interface Surroundings {
  /** Modules in which a change without a test is a finding. */
  readonly critical: readonly Glob[];
  /** The configured requirement files as they stand after the change; null text where there is none that could be read. */
  readonly requirements: readonly { readonly path: string; readonly text: string | null }[];
  /** Names of the modules and packages that the repository itself holds, at its root and below `src`, after the change. */
  readonly firstParty: readonly string[];
  /** The invariants of the accepted records at the base. */
  readonly invariants: readonly BindingInvariant[];
}

/** A repository of which nothing is known but the change. */
export const NO_SURROUNDINGS: Surroundings = { critical: [], requirements: [], firstParty: [], invariants: [] };
