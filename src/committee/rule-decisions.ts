import type { Session } from './session.ts';

/** What the repository decided about evidence rules, in a sentence each: `leak/backfill is off: prices are final`. */
export function tellRuleDecisions({ provenance }: Pick<Session, 'provenance'>): readonly string[] {
  return provenance.rule_decisions.map(({ rule, decision, reason }) => {
    const what = decision === 'off' ? `Rule ${rule} is off` : `Rule ${rule} counts as ${decision} evidence`;
    return `${what} by configuration: ${reason ?? 'no reason is given'}`;
  });
}
