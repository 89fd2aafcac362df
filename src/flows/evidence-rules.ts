import { CONFIG_PATH, type ConclaveConfig } from '../config/config.ts';
import { type RuleDecision, ruleDecisions } from '../config/evidence-config.ts';
import type { RuleStanding } from '../evidence/account.ts';
import type { EvidenceRule } from '../evidence/rule.ts';
import { AppError } from '../kernel/app-error.ts';
import { compareText } from '../kernel/compare-text.ts';
import { nearestWord } from '../kernel/nearest.ts';

/** Rules that came with the program, and those that the repository brings at its base. */
export interface KnownRules {
  readonly shipped: readonly EvidenceRule[];
  readonly own: readonly EvidenceRule[];
}

/** What the repository decided about each rule, sorted by id; a decision about a rule that is not known is a note. */
export function standRules(
  { shipped, own }: KnownRules,
  { evidence }: Pick<ConclaveConfig, 'evidence'>,
): { readonly rules: readonly RuleStanding[]; readonly notes: readonly string[] } {
  const decisions = ruleDecisions(evidence);
  const stand =
    (isOwn: boolean) =>
    (rule: EvidenceRule): RuleStanding => {
      const decided = decisions.find((one) => one.rule === rule.id);
      const decision = decided === undefined ? null : { reason: decided.reason };
      return { rule, own: isOwn, runs: decided?.decision ?? rule.class, decision };
    };
  const rules = [...shipped.map(stand(false)), ...own.map(stand(true))].sort((left, right) =>
    compareText(left.rule.id, right.rule.id),
  );
  return { rules, notes: strangers(decisions, rules) };
}

/** The rules that run, with the class that the repository gives them. */
export function runningRules(standings: readonly RuleStanding[]): readonly EvidenceRule[] {
  return standings.flatMap(({ rule, runs }) => (runs === 'off' ? [] : [{ ...rule, class: runs }]));
}

/** Only the named rules; one that is unknown or off is refused, so that silence is never taken for an answer. */
export function chooseRules(
  standings: readonly RuleStanding[],
  ids: readonly string[] | null,
): readonly RuleStanding[] {
  if (ids === null) return standings;
  for (const id of ids) demandRunning(id, standings);
  return standings.filter(({ rule }) => ids.includes(rule.id));
}

function demandRunning(id: string, standings: readonly RuleStanding[]): void {
  const found = standings.find(({ rule }) => rule.id === id);
  if (found !== undefined && found.runs !== 'off') return;
  if (found !== undefined) {
    throw new AppError('bad-input', `the rule ${id} is off: ${found.decision?.reason ?? 'no reason given'}`, {
      where: '--rule',
      expected: `a rule that runs; evidence.off in ${CONFIG_PATH} at the base switches it off`,
    });
  }
  const near = nearestWord(
    id,
    standings.map(({ rule }) => rule.id),
  );
  throw new AppError('bad-input', `unknown rule "${id}"`, {
    where: '--rule',
    expected: 'the id of a rule, e.g. leak/backfill',
    ...(near !== null && { advice: `did you mean "${near}"?` }),
  });
}

function strangers(decisions: readonly RuleDecision[], standings: readonly RuleStanding[]): readonly string[] {
  const known = standings.map(({ rule }) => rule.id);
  return decisions
    .filter(({ rule }) => !known.includes(rule))
    .map(({ rule }) => {
      const near = nearestWord(rule, known);
      return `${CONFIG_PATH} decides about ${rule}, which is no rule${near === null ? '' : `; perhaps ${near} is meant`}`;
    });
}
