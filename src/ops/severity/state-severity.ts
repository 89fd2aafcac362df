import { compareOpsSeverity, type OpsSeverity } from '../../kernel/ops-severity.ts';
import type { StateVerdict } from '../state/state.ts';
import { answerTo } from './rule-answer.ts';
import { severityOfCode } from './severity.ts';

const OF_CODE = { cpuAlone: false };

/**
 * How fast a state wants somebody, on the scale of alerts: the fastest of what its rules, its unknowns and its golden
 * signals ask for; null for GREEN, which wants nobody. It is never derived from the state's colour.
 */
export function severityOfState(verdict: StateVerdict): OpsSeverity | null {
  if (verdict.state === 'GREEN') return null;
  const asked = [...ofRules(verdict), ...ofUnknowns(verdict), ...ofSignals(verdict)];
  return asked.toSorted(compareOpsSeverity)[0] ?? null;
}

function ofRules({ fired }: StateVerdict): readonly OpsSeverity[] {
  return fired.flatMap((rule) => answerTo(rule)?.severity ?? []);
}

function ofUnknowns({ confidence, unknown, raisedBy }: StateVerdict): readonly OpsSeverity[] {
  if (confidence === 'blind') return [severityOfCode('OBSERVABILITY_BLIND', OF_CODE)];
  return unknown.length > 0 || raisedBy === 'unknowns' ? [severityOfCode('DIAG_INCOMPLETE', OF_CODE)] : [];
}

/** A golden signal of one crypto is a warning, or something to improve; those of the platform have their rules. */
function ofSignals({ signals }: StateVerdict): readonly OpsSeverity[] {
  const levels = signals.filter((each) => each.crypto !== null).map(({ level }) => level);
  if (levels.includes('critical')) return ['P2'];
  return levels.includes('warning') ? ['P3'] : [];
}
