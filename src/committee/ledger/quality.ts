import { compareText } from '../../kernel/compare-text.ts';
import type { LedgerState } from './entry.ts';

/** Findings that are alike in everything that is counted. */
export interface FindingGroup {
  /** The evidence rule; null when seats raised it on their own. */
  readonly rule: string | null;
  /** Skills of which a seat raised it; none when a rule alone did. */
  readonly skills: readonly string[];
  /** Where they are in their life; null when nobody knows here. */
  readonly state: LedgerState | null;
  readonly count: number;
}

/** What became of findings; each is counted once, by where it is now. */
export interface Fates {
  readonly open: number;
  readonly fixed: number;
  readonly waived: number;
  readonly dismissed: number;
  readonly superseded: number;
  /** Fixed, waived or dismissed: somebody did something about it. */
  readonly decided: number;
  /** Part of the decided ones that was dismissed; null when none was decided. */
  readonly dismissedShare: number | null;
}

/** Findings with one origin, or all of them. */
export interface QualityRow {
  readonly raised: number;
  /** Null where dispositions are not known. */
  readonly fates: Fates | null;
}

/** A rule or a skill; no name stands for seats without a rule, or for rules without a seat. */
export interface NamedRow extends QualityRow {
  readonly name: string | null;
}

/** What findings were worth to the people who read them. */
export interface Quality {
  readonly all: QualityRow;
  /** Most dismissed first, then most raised. */
  readonly rules: readonly NamedRow[];
  /** A finding of several skills counts in each of them. */
  readonly skills: readonly NamedRow[];
  /** Rules and skills whose findings are dismissed too often. */
  readonly pointedOut: readonly { readonly kind: 'rule' | 'skill'; readonly name: string; readonly fates: Fates }[];
  /** Whether any rule or skill has enough decided findings to be judged. */
  readonly canJudge: boolean;
}

/** So many decided findings it takes before a share says anything. */
export const ENOUGH_DECIDED = 20;
/** A larger share of dismissals is pointed out. */
export const MOST_DISMISSED = 0.5;

/** Counts findings by rule and by skill, and points out those of which people dismiss more than half. */
export function weighQuality(groups: readonly FindingGroup[]): Quality {
  const rules = tally(groups, ({ rule }) => [rule]);
  const skills = tally(groups, ({ skills: named }) => (named.length === 0 ? [null] : [...new Set(named)]));
  const judged = [...judgedOf('rule', rules), ...judgedOf('skill', skills)];
  return {
    all: rowOf(groups),
    rules,
    skills,
    pointedOut: judged.filter(({ fates }) => (fates.dismissedShare ?? 0) > MOST_DISMISSED),
    canJudge: judged.length > 0,
  };
}

function tally(
  groups: readonly FindingGroup[],
  namesOf: (group: FindingGroup) => readonly (string | null)[],
): readonly NamedRow[] {
  const byName = new Map<string | null, FindingGroup[]>();
  for (const group of groups) {
    for (const name of namesOf(group)) byName.set(name, [...(byName.get(name) ?? []), group]);
  }
  return [...byName].map(([name, some]) => ({ name, ...rowOf(some) })).sort(compareRows);
}

function compareRows(left: NamedRow, right: NamedRow): number {
  return (
    (right.fates?.dismissed ?? 0) - (left.fates?.dismissed ?? 0) ||
    right.raised - left.raised ||
    compareText(left.name ?? '~', right.name ?? '~')
  );
}

function rowOf(groups: readonly FindingGroup[]): QualityRow {
  const count = (some: readonly FindingGroup[]) => some.reduce((sum, group) => sum + group.count, 0);
  const at = (state: LedgerState) => count(groups.filter((group) => group.state === state));
  const raised = count(groups);
  if (groups.some(({ state }) => state === null)) return { raised, fates: null };
  const [open, fixed, waived, dismissed] = [at('open'), at('fixed'), at('waived'), at('dismissed')];
  const decided = fixed + waived + dismissed;
  const dismissedShare = decided === 0 ? null : dismissed / decided;
  return { raised, fates: { open, fixed, waived, dismissed, superseded: at('superseded'), decided, dismissedShare } };
}

/** Seats without a rule, and rules without a seat, are many things at once and are not judged as one. */
function judgedOf(kind: 'rule' | 'skill', rows: readonly NamedRow[]): Quality['pointedOut'] {
  return rows.flatMap(({ name, fates }) =>
    name === null || fates === null || fates.decided < ENOUGH_DECIDED ? [] : [{ kind, name, fates }],
  );
}
