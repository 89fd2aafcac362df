import { refusalOf } from './matcher.ts';
import { disprove } from './proof.ts';
import type { EvidenceRule } from './rule.ts';

/** What stands against a rule, and the field of its file that shows it: `['rule']`, `['examples', 'bad', 0]`. */
export interface RuleFault {
  /** By the syntax engine, by its own examples, or nobody knows since the proof went beyond its bounds. */
  readonly kind: 'refused' | 'disproved' | 'unproven';
  readonly field: readonly (string | number)[];
  readonly reason: string;
}

/** What stands against a rule: that the syntax engine refuses it, or else that its own examples disprove it. */
export function findFaults(rule: EvidenceRule): readonly RuleFault[] {
  const { language } = rule;
  const refused = language === 'text' || language === 'any' ? null : refusalOf(rule, language);
  if (refused !== null) return [{ kind: 'refused', field: [refused.field], reason: refused.reason }];
  return disprove(rule).map(({ kind, index, reason }) => ({
    kind: 'disproved',
    field: fieldOf(rule, kind, index),
    reason,
  }));
}

function fieldOf(rule: EvidenceRule, kind: string, index: number): RuleFault['field'] {
  if (kind !== 'ordinary') return ['examples', kind, index];
  return [rule.given === undefined ? 'rule' : 'given'];
}
