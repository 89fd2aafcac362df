import type { BindingInvariant } from '../../adr/invariant.ts';
import { matchesAny } from '../../kernel/glob.ts';
import type { Detect, FileScene, Found } from '../scene.ts';
import { type Breach, foundBy } from './breach.ts';
import { findExcessiveValues } from './excessive-value.ts';
import { findForbiddenImports } from './forbidden-import.ts';
import { findForbiddenPatterns } from './forbidden-pattern.ts';
import { findMissingCompanions, isTouched } from './missing-companion.ts';

/**
 * Finds where a change breaks an invariant of a decision record. Where several are broken on one line their messages stand
 * in one hit, in the order of the records, and the first record is cited.
 */
export const findBrokenInvariants: Detect = (scene) => {
  const lines = new Map<string, Required<Found>>();
  for (const binding of scene.surroundings.invariants) {
    for (const breach of breachesOf(binding, scene)) {
      const key = `${breach.side} ${breach.line}`;
      const found = foundBy(binding, breach);
      const earlier = lines.get(key);
      lines.set(key, earlier === undefined ? found : join(earlier, found));
    }
  }
  return [...lines.values()];
};

function breachesOf({ invariant, record }: BindingInvariant, scene: FileScene): readonly Breach[] {
  const { appliesTo, rule } = invariant;
  const isAsked =
    rule === 'require-together' ? isTouched(scene.file, appliesTo) : matchesAny(scene.file.path, appliesTo);
  if (!isAsked) return [];
  switch (invariant.rule) {
    case 'forbid-import':
      return findForbiddenImports(scene, invariant, record);
    case 'forbid-pattern':
      return findForbiddenPatterns(scene, invariant, record);
    case 'require-together':
      return findMissingCompanions(scene, invariant, record);
    case 'max-value':
      return findExcessiveValues(scene, invariant, record);
    default:
      return invariant satisfies never;
  }
}

/** One invariant may be broken twice on a line; what it says is said once. */
function join(one: Required<Found>, other: Required<Found>): Required<Found> {
  const both = (first: string | null, second: string | null) =>
    [...new Set([first, second].filter((text) => text !== null))].join(' ');
  const isSaid = one.message?.includes(other.message ?? '') === true;
  return isSaid ? one : { ...one, message: both(one.message, other.message), mend: both(one.mend, other.mend) };
}
