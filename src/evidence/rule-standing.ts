import type { RuleStanding } from './account.ts';

/** What the repository decided about a rule, with its reason: `leak/backfill is off: …`; null where nothing was decided. */
export function ruleDecisionWords({ rule, runs, decision }: RuleStanding): string | null {
  if (decision === null) return null;
  const what =
    runs === 'off' ? 'is off' : runs === rule.class ? `stays ${runs}` : `is ${runs} instead of ${rule.class}`;
  return `${rule.id} ${what}: ${decision.reason ?? 'no reason given'}`;
}
