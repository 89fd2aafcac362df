import type { DiagnosisCode } from '../../ops/diagnosis/code.ts';
import type { Diagnosis } from '../../ops/diagnosis/diagnosis.ts';
import { REACTIONS } from '../../ops/severity/clock.ts';
import { EXIT } from '../exit-code.ts';
import type { Tone } from '../verdict-text/line.ts';

/** `EXECUTION_MISMATCH, P2: the same day`. */
export function diagnosisTitle({ principal, severity }: Diagnosis): string {
  return `${principal}, ${severity}: ${REACTIONS[severity].when}`;
}

/** The run and what it trades, as far as somebody said it. */
export function subjectOf({ run, crypto }: Diagnosis): string {
  return [...(run === null ? [] : [`run ${run}`]), ...(crypto === null ? [] : [crypto])].join(', ') || 'an unnamed run';
}

/** The three axes, which are never mixed (manual §13.7), and whether the strategy holds. */
export function axesOf({ infra, ml, execution, strategyOk }: Diagnosis): string {
  return `infra ${infra} · ml ${ml} · execution ${execution} · strategy ${strategyOk ? 'holds' : 'does not hold'}`;
}

/** F1 over the baseline, both ways of telling it; null where nobody knows it. */
export function deltaOf({ deltaPts, deltaRelPct }: Diagnosis): string | null {
  if (deltaPts === null) return null;
  const relative = deltaRelPct === null ? 'relative: unknown' : `${figure(deltaRelPct)} % relative`;
  return `F1 of BUY over its baseline: ${figure(deltaPts)} pts, ${relative}`;
}

/** How a diagnosis reads in one glance; the words beside it say the same. */
export function toneOf(diagnosis: Diagnosis): Tone {
  const exitCode = exitCodeOfDiagnosis(diagnosis);
  return exitCode === EXIT.passed ? 'good' : exitCode === EXIT.failed ? 'bad' : 'warning';
}

/** The exit code of a diagnosis: 3 when it is incomplete, 1 for a code that is bad news, 0 for the model's own word. */
export function exitCodeOfDiagnosis({ principal }: Pick<Diagnosis, 'principal'>): number {
  if (OPEN.includes(principal)) return EXIT.inconclusive;
  return OWN_WORD.includes(principal) ? EXIT.passed : EXIT.failed;
}

const OPEN: readonly DiagnosisCode[] = ['DIAG_INCOMPLETE', 'OBSERVABILITY_BLIND'];
const OWN_WORD: readonly DiagnosisCode[] = ['ML_MARGINAL', 'ML_EXPLOITABLE', 'ML_SOLID'];

/** Two decimals are enough for points and percent, and none that is zero is written. */
function figure(value: number): string {
  return String(Number(value.toFixed(2)));
}
