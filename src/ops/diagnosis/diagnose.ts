import { severityOfCode } from '../severity/severity.ts';
import type { Thresholds } from '../thresholds.ts';
import { executionOf, infraOf, mlOf } from './axes.ts';
import { BAD_CODES, type Judged } from './bad-code.ts';
import type { DiagnosisCode, ExitCause } from './code.ts';
import { above } from './comparison.ts';
import type { Diagnosis, DiagnosisEvidence } from './diagnosis.ts';
import { type JudgedCause, judgeCauses } from './exit-shares.ts';
import type { DiagnosisFacts } from './facts.ts';
import { type Measured, measure } from './measured.ts';
import { notesOn } from './notes.ts';

/** One bad code with its place in the tree and what was found for it. */
interface JudgedCode extends Judged {
  readonly code: DiagnosisCode;
  readonly origin: string;
}

/**
 * What ails one run: the first bad code that is true, top to bottom (manual §7). Where none is true and one is unknown,
 * the diagnosis is incomplete, and never praise. Only with every bad code false does the model's own word stand.
 */
export function diagnose(facts: DiagnosisFacts, lines: Thresholds): Diagnosis {
  const measured = measure(facts);
  const judged = BAD_CODES.map(({ code, origin, judge }) => ({ code, origin, ...judge(measured, lines) }));
  const axes = {
    infra: infraOf(judged, measured),
    ml: mlOf(measured, lines),
    execution: executionOf(measured, lines),
  };
  const principal = principalOf(judged, axes.ml);
  const causes = isTrue(judged, 'EXECUTION_MISMATCH') ? judgeCauses(measured.exits, lines) : null;
  const diagnosis = {
    run: facts.run,
    crypto: facts.crypto,
    principal,
    secondary: codesOf(judged, 'true').filter((code) => code !== principal),
    ...axes,
    causes: causes === null ? [] : suspects(causes),
    cannotExclude: notExcluded(judged, principal),
    invalid: measured.invalid,
    strategyOk: holds(principal, axes),
    deltaPts: measured.deltaPts.known ? measured.deltaPts.value : null,
    deltaRelPct: measured.deltaRelPct.known ? measured.deltaRelPct.value : null,
    severity: severityOfCode(principal, { cpuAlone: isCpuAlone(measured, lines) }),
    evidence: [...judged.map(evidenceOf), ...(causes ?? []).map(causeEvidence)],
  };
  return { ...diagnosis, notes: notesOn(diagnosis, measured) };
}

function principalOf(judged: readonly JudgedCode[], ml: Diagnosis['ml']): DiagnosisCode {
  const [first] = codesOf(judged, 'true');
  if (first !== undefined) return first;
  return judged.some(({ truth }) => truth === 'unknown') || ml === 'UNKNOWN' ? 'DIAG_INCOMPLETE' : ml;
}

function codesOf(judged: readonly JudgedCode[], truth: Judged['truth']): readonly DiagnosisCode[] {
  return judged.filter((each) => each.truth === truth).map(({ code }) => code);
}

function isTrue(judged: readonly JudgedCode[], code: DiagnosisCode): boolean {
  return codesOf(judged, 'true').includes(code);
}

/** What is unknown and would have come before the principal code; all of it where the diagnosis is incomplete. */
function notExcluded(judged: readonly JudgedCode[], principal: DiagnosisCode): readonly DiagnosisCode[] {
  const place = judged.findIndex(({ code }) => code === principal);
  return codesOf(place < 0 ? judged : judged.slice(0, place), 'unknown');
}

function suspects(causes: readonly JudgedCause[]): readonly ExitCause[] {
  const suspected = causes.filter(({ truth }) => truth === 'true').map(({ cause }) => cause);
  return suspected.length > 0 ? suspected : ['UNDETERMINED'];
}

/** A strategy holds where the signal is exploitable, execution holds too, and somebody looked at the platform. */
function holds(principal: DiagnosisCode, axes: Pick<Diagnosis, 'infra' | 'execution'>): boolean {
  const isExploitable = principal === 'ML_EXPLOITABLE' || principal === 'ML_SOLID';
  return isExploitable && axes.execution === 'OK' && axes.infra === 'OK';
}

function isCpuAlone({ platform }: Measured, lines: Thresholds): boolean {
  if (platform === 'not_assessed') return false;
  const isOut =
    above(platform.oom24h, lines.oom_critical, { name: 'OOMKill' }).truth === 'true' ||
    above(platform.pvcPct, lines.pvc_pct, { name: 'PVC' }).truth === 'true';
  return !isOut;
}

function evidenceOf({ code, truth, found, limit, origin }: JudgedCode): DiagnosisEvidence {
  return { code, truth, found, limit, origin };
}

function causeEvidence({ cause, truth, found, limit }: JudgedCause): DiagnosisEvidence {
  return { code: cause, truth, found, limit, origin: 'manual §7' };
}
