import type { BindingInvariant, Invariant } from '../../../src/adr/invariant.ts';
import { findBrokenInvariants } from '../../../src/evidence/invariant/broken-invariants.ts';
import type { Surroundings } from '../../../src/evidence/surroundings.ts';
import { places, type SomeFile, sceneOf } from '../scene-of.ts';

/** What an invariant asks, without its frame. */
export type Rule = Invariant extends infer One
  ? One extends Invariant
    ? Omit<One, 'id' | 'line' | 'message' | 'appliesTo'>
    : never
  : never;

/** The record of the invariants. */
export const RECORD = { number: 25, title: 'One broker interface', path: 'docs/adr/0025-one-broker.md' };

/** An invariant of that record over `src`. */
export function binding(
  rule: Rule,
  changes: { message?: string; appliesTo?: string[]; line?: number } = {},
): BindingInvariant {
  const frame = { id: 'INV-1', line: 31, message: null, appliesTo: ['src/**'], ...changes };
  return { invariant: { ...frame, ...rule } as Invariant, record: RECORD };
}

/** A repository with some invariants. */
export function around(...invariants: BindingInvariant[]): Surroundings {
  return { critical: [], requirements: [], firstParty: [], invariants };
}

/** The places in a new file that break a rule of its record. */
export function added(rule: Rule, after: string, path = 'src/a.py'): readonly string[] {
  return places(findBrokenInvariants, sceneOf({ path, before: null, after }, around(binding(rule))));
}

/** The places in a changed file that break a rule of its record. */
export function changed(rule: Rule, file: SomeFile): readonly string[] {
  return places(findBrokenInvariants, sceneOf(file, around(binding(rule))));
}
