import type { Diagnosis } from './diagnosis.ts';
import type { Measured } from './measured.ts';

type Told = Omit<Diagnosis, 'notes'>;

/** Sentences that a person must read beside the codes, in the order in which they matter. */
export function notesOn(diagnosis: Told, { refusals }: Measured): readonly string[] {
  return [
    ...refusals,
    ...onPlatform(diagnosis),
    ...onExecution(diagnosis),
    ...onCauses(diagnosis),
    ...onBaseline(diagnosis),
  ];
}

function onPlatform({ infra }: Told): readonly string[] {
  return infra === 'NOT_ASSESSED' ? ['The platform was not assessed, so that no strategy is called good.'] : [];
}

function onExecution({ execution, ml }: Told): readonly string[] {
  if (ml === 'ML_MARGINAL' && execution === 'OK')
    return ['Sortino is good although the model hardly beats the baseline: check for leakage or luck.'];
  if (execution === 'WEAK' && (ml === 'ML_EXPLOITABLE' || ml === 'ML_SOLID'))
    return ['The signal is there and execution is weak: the strategy is not good yet.'];
  return [];
}

function onCauses({ causes }: Told): readonly string[] {
  if (causes.length === 0) return [];
  return causes.includes('UNDETERMINED')
    ? ['No share of exits crosses its line: a person must look for the cause.']
    : ['Causes are hypotheses, none is proven by its share alone.'];
}

function onBaseline({ deltaPts, deltaRelPct }: Told): readonly string[] {
  return deltaPts !== null && deltaRelPct === null
    ? ['The baseline is 0, so that the gain is known in points only.']
    : [];
}
