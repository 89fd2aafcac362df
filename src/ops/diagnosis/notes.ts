import type { Diagnosis } from './diagnosis.ts';
import type { DiagnosisFacts } from './facts.ts';
import type { Measured } from './measured.ts';

type Told = Omit<Diagnosis, 'notes'>;

/** Sentences that a person must read beside the codes, in the order in which they matter. */
export function notesOn(diagnosis: Told, facts: DiagnosisFacts, measured: Measured): readonly string[] {
  return [
    ...refusals(facts, measured),
    ...onPlatform(diagnosis),
    ...onExecution(diagnosis),
    ...onCauses(diagnosis),
    ...onBaseline(diagnosis),
  ];
}

function refusals(facts: DiagnosisFacts, measured: Measured): readonly string[] {
  const scores = Object.entries({
    f1_buy: facts.f1Buy,
    baseline_f1_buy: facts.baselineF1Buy,
    screening_f1_buy: facts.screeningF1Buy,
    last_fold_f1_buy: facts.lastFoldF1Buy,
  }).flatMap(([name, score]) =>
    score.known && (score.value < 0 || score.value > 1)
      ? [`F1_RANGE: ${name} is ${score.value}, which is not within 0 to 1; it was dropped.`]
      : [],
  );
  const { refused } = measured.exits;
  return refused === null ? scores : [...scores, `EXIT_UNIT_OR_SUM: ${refused}; they were dropped.`];
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
