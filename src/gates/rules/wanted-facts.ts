import { silenceAtFirst, silenceBeforeEvidence } from './condition.ts';
import { type RecordWords, selectRecords } from './record-selection.ts';
import type { RuleFacts } from './rule-facts.ts';
import type { SettledRule } from './settled-rule.ts';

/** What has to be looked up for the rules that ask; nothing is asked of the host that no rule needs. */
export interface WantedFacts {
  readonly evidence: boolean;
  readonly approvals: boolean;
  /** Every team that a rule names, also one that does not ask now: a team that is not there is told early. */
  readonly teams: readonly string[];
  readonly checks: boolean;
}

/** Which decision records the rules that ask so far are about; none where records need not be read. */
export function wantedRecords(rules: readonly SettledRule[], facts: RuleFacts): readonly RecordWords[] {
  return rules
    .filter((rule) => silenceAtFirst(rule, facts) === null)
    .flatMap(({ when, require }) => [when?.adrs, require.adr?.respected].filter((words) => words !== undefined));
}

/** What the rules that ask need beside the records, which are known by now where a rule is about one. */
export function wantedFacts(rules: readonly SettledRule[], facts: RuleFacts): WantedFacts {
  const asking = rules.filter((rule) => silenceBeforeEvidence(rule, facts) === null);
  const teams = rules.flatMap(({ require: { approval } }) => (approval?.kind === 'team' ? [approval.team] : []));
  return {
    evidence: asking.some((rule) => needsEvidence(rule, facts)),
    approvals: asking.some(({ require }) => require.approval !== undefined),
    teams: [...new Set(teams)].toSorted(),
    checks: asking.some(({ require }) => require.check !== undefined),
  };
}

/** A record without invariants can be held to nothing, whatever the evidence is. */
function needsEvidence({ when, require }: SettledRule, { records }: RuleFacts): boolean {
  if (when?.evidence !== undefined || require.evidence !== undefined) return true;
  if (require.adr === undefined || records.kind === 'unknown') return false;
  const meant = selectRecords(require.adr.respected, records.value.records);
  return meant.some(({ invariants }) => invariants.length > 0);
}
