import type { Bars } from '../bars.ts';
import type { Agreement } from './agreement.ts';
import type { CutPlan, Timeline } from './cuts.ts';
import type { WholeSymbol } from './growth.ts';
import { CLAIM, FEWEST_BARS, FEWEST_DECISIONS, LookAheadProof, MOST_DIFFERENCES } from './look-ahead.ts';

/** Everything that was found out. */
export interface Findings {
  readonly series: readonly Bars[];
  readonly whole: readonly WholeSymbol[];
  readonly timeline: Timeline;
  readonly plan: CutPlan;
  readonly prefixes: Agreement;
  readonly noise: { readonly agreement: Agreement; readonly cuts: number; readonly seed: number };
  readonly calendar: LookAheadProof['calendar'];
  /** Whether the first difference is gone as soon as the strategy is made anew at its bar. */
  readonly isRepetition: boolean;
}

/** Says what the findings come to. A difference is a leak; without one, too little to compare is not proven, never clean. */
export function concludeProof(findings: Findings): LookAheadProof {
  const { series, whole, plan, prefixes, noise, calendar } = findings;
  const differences = [...prefixes.differences, ...noise.agreement.differences];
  const found = prefixes.found + noise.agreement.found;
  const lacks = findLacks(findings);
  const answer = found > 0 && !findings.isRepetition ? 'leak' : lacks.length > 0 ? 'not_proven' : 'clean';
  return LookAheadProof.parse({
    answer,
    claim: CLAIM,
    reasons: reasonsOf(answer, lacks, findings),
    mode: plan.kind === 'every' ? 'every_prefix' : 'sampled',
    bars: series.reduce((sum, { length }) => sum + length, 0),
    warmup: warmupOf(whole),
    cuts: cutsOf(findings),
    columns: series.flatMap(({ symbol }, index) => columnsOf(whole[index]).map((column) => `${symbol}.${column}`)),
    values: prefixes.values,
    decisions: { compared: prefixes.decisions, non_empty: prefixes.nonEmpty },
    noise: { cuts: noise.cuts, seed: noise.seed },
    differences: differences.slice(0, MOST_DIFFERENCES),
    differences_found: found,
    calendar,
  } satisfies LookAheadProof);
}

/** Why nothing can be said although no difference was found. */
function findLacks({ timeline, whole, prefixes, noise, isRepetition }: Findings): readonly string[] {
  const lacks: string[] = isRepetition ? [REPEATED] : [];
  const warmup = warmupOf(whole);
  const asked = timeline.closes - timeline.firstAsked + 1;
  const fewest = Math.max(FEWEST_BARS, warmup);
  if (asked < fewest)
    lacks.push(`Only ${asked} bars follow the warm-up of ${warmup}; it takes ${fewest} to say anything.`);
  if (prefixes.nonEmpty < FEWEST_DECISIONS) {
    lacks.push(
      `The strategy wanted something after ${prefixes.nonEmpty} of the bars that were compared; it takes ${FEWEST_DECISIONS} to say anything.`,
    );
  }
  if (noise.cuts === 0) lacks.push('No bar is followed by another that could be replaced.');
  return lacks;
}

function reasonsOf(answer: LookAheadProof['answer'], lacks: readonly string[], findings: Findings): string[] {
  const { prefixes, noise, plan } = findings;
  if (answer === 'not_proven') return [...lacks];
  if (answer === 'leak') {
    const parts = [
      `${prefixes.found} where later bars were withheld`,
      `${noise.agreement.found} where they were made up`,
    ];
    const reasons = [`Differences: ${parts.join(', ')}.`];
    if (prefixes.isOver || noise.agreement.isOver) reasons.push(THROWN);
    return reasons;
  }
  const cuts = cutsOf(findings);
  const where =
    plan.kind === 'every'
      ? `each of the ${cuts} prefixes of the data`
      : `${cuts} sampled prefixes of the data (of ${findings.timeline.closes}; what peeks over fewer bars than lie between two of them may go unseen)`;
  const { decisions, values } = prefixes;
  return [
    `On ${where}, ${values} values of columns and ${decisions} decisions were the same as with all bars.`,
    `Made-up bars after ${noise.cuts} cuts changed nothing before them.`,
  ];
}

const REPEATED =
  'The differences are gone where a strategy that is made anew gets the same bars: this one still holds what an earlier call of prepareIndicators left behind, or changes its bars; it must come to the same however often it is called.';

const THROWN =
  'The strategy throws where it has no later bars; if it needs more bars before its first decision, say so with `warmup`.';

function cutsOf({ plan, timeline }: Findings): number {
  if (plan.kind === 'sampled') return plan.cuts.length;
  return Math.max(0, timeline.closes - timeline.firstAsked + 1);
}

function warmupOf(whole: readonly WholeSymbol[]): number {
  return whole.reduce((most, { warmup }) => Math.max(most, warmup), 0);
}

function columnsOf(whole: WholeSymbol | undefined): readonly string[] {
  return whole === undefined ? [] : [...whole.columns.keys()];
}
