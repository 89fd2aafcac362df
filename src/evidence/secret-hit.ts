import type { Place } from '../change/change.ts';
import type { Hit } from './hit.ts';
import type { EvidenceRule } from './rule.ts';

/** The rule that speaks of credentials, in files of every kind. */
export const SECRET_RULE = 'sec/secret-literal';

/** Turns credentials that were found in the input into hits of the rule that speaks of them; none when it is off. */
export function secretHits(
  secrets: readonly (Place & { readonly kind: string })[],
  rules: readonly EvidenceRule[],
): readonly Hit[] {
  const rule = rules.find(({ id }) => id === SECRET_RULE);
  if (rule === undefined) return [];
  const { id, severity, code, skill, mend } = rule;
  return secrets.map(({ path, line, side, kind }) => ({
    rule: id,
    class: rule.class,
    severity,
    code,
    skill,
    path,
    line,
    side,
    quote: '',
    message: `A credential (${kind}) stands in the text; it is removed here and has to be revoked.`,
    mend,
    record: null,
    allowed: null,
  }));
}
