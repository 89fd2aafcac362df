import { KILL_SWITCH, type VariableReading } from '../bypass.ts';
import { type MarkedWaiver, readMarks } from '../guard-mark.ts';
import type { GuardRun, MergedPull } from './merged-pull.ts';

/** Whether the gates were on when a pull request was merged. */
export type SwitchStory =
  | { readonly kind: 'gates-on' }
  /** Every gate was exempt: a listed bot's own pull request. */
  | { readonly kind: 'bot' }
  | { readonly kind: 'kill-switch'; readonly since: string | null; readonly toldBy: 'check' | 'variable' }
  | { readonly kind: 'unknown'; readonly why: string };

/** What the checks of a merged pull request tell. */
export interface CheckStory {
  readonly gates: SwitchStory;
  /** Waivers that the check named, but for those by label, which the label's own events tell. */
  readonly waived: readonly MarkedWaiver[];
}

/** Conclusions that no check of ours has while its gates are off. */
const SAY_THAT_GATES_WERE_ASKED = ['success', 'failure', 'action_required'];

/**
 * Reads from the checks of the gates and from the kill switch as it is now whether the gates were on at the
 * merge. A switch that is on since before the merge decides; what nobody can tell is unknown, never clean.
 */
export function tellChecks(
  { checks, mergedAt }: Pick<MergedPull, 'checks' | 'mergedAt'>,
  variable: VariableReading,
): CheckStory {
  const fromVariable = tellVariable(variable, mergedAt);
  if (checks.kind === 'unreadable') return { gates: fromVariable ?? unknown(checks.why), waived: [] };
  const runs = decisiveRuns(checks.runs, Date.parse(mergedAt));
  const marks = runs.flatMap(({ texts }) => texts.flatMap(readMarks));
  return {
    gates: fromVariable ?? tellRuns(checks.runs, runs),
    waived: marks.flatMap(({ waived }) => waived).filter(({ how }) => how !== 'label'),
  };
}

function tellVariable(variable: VariableReading, mergedAt: string): SwitchStory | null {
  if (variable.kind !== 'set' || variable.value !== 'true' || variable.since === null) return null;
  const { since } = variable;
  return Date.parse(since) <= Date.parse(mergedAt) ? { kind: 'kill-switch', since, toldBy: 'variable' } : null;
}

/** Of each app the last run that ended before the merge, and those that ended in the same second. */
function decisiveRuns(runs: readonly GuardRun[], merged: number): readonly GuardRun[] {
  const ended = runs.flatMap((run) => (run.completedAt === null ? [] : [{ run, at: Date.parse(run.completedAt) }]));
  const before = ended.filter(({ at }) => at <= merged);
  return before
    .filter(({ run, at }) => before.every((other) => other.run.app !== run.app || other.at <= at))
    .map(({ run }) => run);
}

function tellRuns(all: readonly GuardRun[], runs: readonly GuardRun[]): SwitchStory {
  if (all.length === 0) return unknown('neither its head nor its merge has a check of the gates');
  if (runs.length === 0) return unknown('no check of the gates had ended when it was merged');
  const marks = runs.flatMap(({ texts }) => texts.flatMap(readMarks));
  const off = marks.find(({ bypass }) => bypass === 'kill-switch');
  if (off !== undefined) return { kind: 'kill-switch', since: off.since, toldBy: 'check' };
  if (marks.some(({ bypass }) => bypass === 'bot')) return { kind: 'bot' };
  if (marks.length > 0) return { kind: 'gates-on' };
  const conclusions = runs.map(({ conclusion }) => conclusion ?? 'without conclusion');
  if (conclusions.every((each) => SAY_THAT_GATES_WERE_ASKED.includes(each))) return { kind: 'gates-on' };
  return unknown(`its check of the gates ended ${conclusions.join(' and ')} and does not say why`);
}

function unknown(why: string): SwitchStory {
  return { kind: 'unknown', why };
}

/** What is to be said of the kill switch as it is now, for the notes of an audit. */
export function noteOnVariable(variable: VariableReading): readonly string[] {
  if (variable.kind === 'unreadable') {
    return [`The variable ${KILL_SWITCH} could not be read (${variable.why}); only the checks tell when it was on.`];
  }
  if (variable.kind !== 'set' || variable.value !== 'true') return [];
  return [`The kill switch ${KILL_SWITCH} is on now${variable.since === null ? '' : `, since ${variable.since}`}.`];
}
