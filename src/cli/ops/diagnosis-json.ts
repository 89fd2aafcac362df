import { disarmJson } from '../gate/disarm.ts';
import { VERSION } from '../version.ts';
import type { ToldDiagnosis } from './told-diagnosis.ts';
import { stepJson } from './told-step.ts';

/** Diagnoses for programs, each with every comparison of the tree. */
export function renderDiagnosesJson(all: readonly ToldDiagnosis[], exitCode: number): string {
  const told = { conclave_version: VERSION, exit_code: exitCode, diagnoses: all.map(asJson) };
  return `${disarmJson(JSON.stringify(told, null, 2))}\n`;
}

function asJson({ diagnosis, next, from, notes }: ToldDiagnosis) {
  const { run, crypto, principal, secondary, infra, ml, execution, causes, cannotExclude, invalid } = diagnosis;
  return {
    run,
    crypto,
    figures_from: from,
    principal,
    secondary,
    severity: diagnosis.severity,
    ...{ infra, ml, execution },
    strategy_ok: diagnosis.strategyOk,
    causes,
    causes_are: 'hypotheses',
    cannot_exclude: cannotExclude,
    invalid,
    delta_pts: diagnosis.deltaPts,
    delta_rel_pct: diagnosis.deltaRelPct,
    next_step: stepJson(next),
    evidence: diagnosis.evidence,
    notes: [...diagnosis.notes, ...notes],
  };
}
