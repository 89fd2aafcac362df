import { silenceAtFirst } from './condition.ts';
import type { RuleFacts } from './rule-facts.ts';
import type { SettledRule } from './settled-rule.ts';

/** What has to be looked up for the rules that ask; nothing is asked of the host that no rule needs. */
export interface WantedFacts {
  readonly evidence: boolean;
  readonly records: boolean;
  readonly approvals: boolean;
  /** Every team that a rule names, also one that does not ask now: a team that is not there is told early. */
  readonly teams: readonly string[];
  readonly checks: boolean;
}

/** What the rules need beside what every pull request tells of itself. */
export function wantedFacts(rules: readonly SettledRule[], facts: RuleFacts): WantedFacts {
  const asking = rules.filter((rule) => silenceAtFirst(rule, facts) === null);
  const teams = rules.flatMap(({ require: { approval } }) => (approval?.kind === 'team' ? [approval.team] : []));
  return {
    evidence: asking.some(
      ({ when, require }) =>
        when?.evidence !== undefined || require.evidence !== undefined || require.adr !== undefined,
    ),
    records: asking.some(({ when, require }) => when?.adrs !== undefined || require.adr !== undefined),
    approvals: asking.some(({ require }) => require.approval !== undefined),
    teams: [...new Set(teams)].toSorted(),
    checks: asking.some(({ require }) => require.check !== undefined),
  };
}
