import { compareOpsSeverity, type OpsSeverity } from '../kernel/ops-severity.ts';
import type { DiagnosisCode } from './diagnosis/code.ts';
import type { Diagnosis, DiagnosisEvidence } from './diagnosis/diagnosis.ts';
import { namePattern } from './patterns/pattern.ts';
import { ROLE_NAMES } from './playbook/escalation.ts';
import { codeOfSignal, FIRST_STEPS } from './playbook/first-step.ts';
import type { OpsRole } from './playbook/playbook.ts';
import { REACTIONS } from './severity/clock.ts';
import { answerToPattern } from './severity/pattern-answer.ts';
import { answerTo } from './severity/rule-answer.ts';
import { severityOfCode } from './severity/severity.ts';
import { severityOfState } from './severity/state-severity.ts';
import type { RuleResult, SignalFinding, StateVerdict } from './state/state.ts';

/** What to do first, and who does it. */
export interface NextStep {
  /** `Platform owner, now: free the full volume, old artifacts first (PVC 91 %, more than 85 %); playbook …`. */
  readonly sentence: string;
  readonly owner: OpsRole;
  /** Null where nothing is to be done. */
  readonly severity: OpsSeverity | null;
  /** The playbook to follow; null where there is none. */
  readonly playbook: DiagnosisCode | null;
}

interface Step {
  readonly owner: OpsRole;
  readonly severity: OpsSeverity;
  readonly step: string;
  /** What it is about, with the figure; empty where the step says it. */
  readonly because: string;
  readonly code: DiagnosisCode | null;
}

const NORMAL: NextStep = {
  sentence: 'Operator: nothing to do, normal operation.',
  owner: 'operator',
  severity: null,
  playbook: null,
};

/** What to do first about a state: about its most urgent rule or pattern, or about what nobody knows where that raised it. */
export function nextStepOfState(verdict: StateVerdict): NextStep {
  const severity = severityOfState(verdict);
  if (severity !== null && verdict.confidence === 'blind') return tell(blindStep(verdict));
  const byUnknowns = severity !== null && verdict.raisedBy === 'unknowns';
  const steps = byUnknowns ? [unknownStep(verdict)] : firedSteps(verdict);
  const step = soonest([...steps, ...patternSteps(verdict)]);
  if (step !== null) return tell(step);
  return severity === null ? NORMAL : tell(signalStep(verdict) ?? unknownStep(verdict));
}

/** What to do first about a run that was diagnosed. */
export function nextStepOfDiagnosis(diagnosis: Diagnosis): NextStep {
  const { principal, severity } = diagnosis;
  const isPraise = principal === 'ML_EXPLOITABLE' || principal === 'ML_SOLID';
  if (isPraise) return tell(diagnosis.strategyOk ? goOn(diagnosis) : notYet(diagnosis));
  const { owner, step } = FIRST_STEPS[principal];
  return tell({ owner, severity, step, because: reasonOf(diagnosis), code: principal });
}

function tell({ owner, severity, step, because, code }: Step): NextStep {
  const reason = because === '' ? '' : ` (${because})`;
  const follow = code === null ? '' : `; playbook ${code}`;
  const sentence = `${ROLE_NAMES[owner]}, ${REACTIONS[severity].when}: ${step}${reason}${follow}.`;
  return { sentence, owner, severity, playbook: code };
}

function blindStep({ evidence }: StateVerdict): Step {
  const code = 'OBSERVABILITY_BLIND';
  const because = evidence.find(({ state }) => state === 'RED')?.found ?? '';
  return { ...FIRST_STEPS[code], severity: severityOfCode(code, { cpuAlone: false }), because, code };
}

/** What wants somebody soonest; among equals what stands first. */
function soonest(steps: readonly Step[]): Step | null {
  return steps.toSorted((left, right) => compareOpsSeverity(left.severity, right.severity))[0] ?? null;
}

/** Of each rule that is true, the worst first. */
function firedSteps({ fired, evidence }: StateVerdict): readonly Step[] {
  return evidence.flatMap((result): readonly Step[] => {
    const answer = fired.includes(result.rule) ? answerTo(result.rule) : null;
    return answer === null ? [] : [{ ...answer, because: compared(result) }];
  });
}

/** Of each pattern that is there. */
function patternSteps({ patterns }: StateVerdict): readonly Step[] {
  return patterns
    .filter(({ truth }) => truth === 'true')
    .map((finding) => ({
      ...answerToPattern(finding.pattern),
      because: `${namePattern(finding)}: ${compared(finding)}`,
    }));
}

/** The worst golden signal of a crypto. */
function signalStep({ signals }: StateVerdict): Step | null {
  const ofCryptos = signals.filter((each) => each.crypto !== null);
  const finding = ofCryptos.find(({ level }) => level === 'critical') ?? ofCryptos.find(isWarning);
  const code = finding === undefined ? null : codeOfSignal(finding.signal);
  if (finding === undefined || code === null) return null;
  const because = `${finding.crypto}: ${finding.signal} ${compared(finding)}`;
  return { ...FIRST_STEPS[code], severity: finding.level === 'critical' ? 'P2' : 'P3', because, code };
}

function isWarning({ level }: SignalFinding): boolean {
  return level === 'warning';
}

/** The first rule that nobody could judge, worst first, else the first signal. */
function unknownStep({ unknown, evidence, signals }: StateVerdict): Step {
  const code = 'DIAG_INCOMPLETE';
  const rule = evidence.find((result) => result.rule === unknown[0]);
  const because = rule?.found ?? signals.find(({ level }) => level === 'unknown')?.found ?? '';
  const owner = rule?.state === 'RED' ? 'platform_owner' : FIRST_STEPS[code].owner;
  const step = rule === undefined ? FIRST_STEPS[code].step : `find out what nobody knows, for ${rule.rule}`;
  return { owner, step, severity: severityOfCode(code, { cpuAlone: false }), because, code };
}

function compared({ found, limit }: Pick<RuleResult, 'found' | 'limit'>): string {
  return limit === '' ? found : `${found}, ${limit}`;
}

function goOn({ principal, severity, deltaPts }: Diagnosis): Step {
  return { ...FIRST_STEPS[principal], severity, because: `${principal}, ${deltaPts} pts`, code: null };
}

/** The model is good, and nobody may call the strategy good. */
function notYet({ principal, severity, infra, execution }: Diagnosis): Step {
  const because = `${principal}, execution ${execution}, platform ${infra}`;
  return infra === 'NOT_ASSESSED'
    ? { owner: 'operator', severity, step: 'diagnose again with the figures of the platform', because, code: null }
    : { owner: 'ml_owner', severity, step: 'improve how the trades end, as for a mismatch', because, code: null };
}

/** What was found for the code, or what is lacking where it is incomplete. */
function reasonOf({ principal, causes, cannotExclude, evidence }: Diagnosis): string {
  const found = (code: DiagnosisEvidence['code']) => evidence.find((each) => each.code === code)?.found ?? '';
  if (principal === 'DIAG_INCOMPLETE') {
    const [first, ...others] = cannotExclude;
    if (first === undefined) return '';
    const more = others.length === 0 ? '' : ` and ${others.length} more`;
    return `${first}${more} cannot be excluded: ${found(first)}`;
  }
  if (principal !== 'EXECUTION_MISMATCH') return found(principal);
  return causes.includes('UNDETERMINED')
    ? `${found(principal)}; no cause is suspected`
    : `${found(principal)}; suspected: ${causes.map((cause) => `${cause}, ${found(cause)}`).join('; ')}`;
}
