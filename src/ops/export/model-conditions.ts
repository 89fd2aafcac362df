import { above, aboveUpTo } from '../state/limit.ts';
import { anyOfWords } from './promql.ts';
import type { RuleCondition } from './rule-condition.ts';
import { recordOf } from './signal-records.ts';
import type { WatchedOps } from './watched-ops.ts';

/** The rules about the age of models; a crypto in no group is judged as core. */
interface ModelConditions {
  readonly coreStale: RuleCondition;
  readonly coreWarning: RuleCondition;
  readonly nonCoreStale: RuleCondition;
}

const AGE = recordOf('model_age_d');

/** Splits the universe into core and other, and holds the age of each model against its lines. */
export function modelConditions({ universe, core_groups: coreGroups, thresholds }: WatchedOps): ModelConditions {
  const isCore = (symbol: string) => coreGroups.includes(universe[symbol] ?? '');
  const core = Object.keys(universe).filter(isCore);
  const others = Object.keys(universe).filter((symbol) => !isCore(symbol));
  const ofCore = others.length === 0 ? AGE : `${AGE}{crypto!~${anyOfWords(others)}}`;
  // Where there is none, no series is meant, so that the rule is false as soon as ages are known.
  const ofOthers = `${AGE}{crypto=~${anyOfWords(others)}}`;
  const { core_stale_days: stale, core_warning_days: old, noncore_stale_days: otherStale } = thresholds;
  const found = 'model of {{ $labels.crypto }} %v d old';
  return {
    coreStale: { holds: `${ofCore} > ${stale}`, known: areAllThere(core), found, limit: above(stale, ' d').words },
    coreWarning: {
      holds: `${ofCore} > ${old} <= ${stale}`,
      known: areAllThere(core),
      found,
      limit: aboveUpTo(old, stale, ' d').words,
    },
    nonCoreStale: {
      holds: `${ofOthers} > ${otherStale}`,
      known: areAllThere(others),
      found,
      limit: above(otherStale, ' d').words,
    },
  };
}

/** One whose age nobody knows could be the stale one. */
function areAllThere(cryptos: readonly string[]): string {
  if (cryptos.length === 0) return `count(${AGE})`;
  return `count(${AGE}{crypto=~${anyOfWords(cryptos)}}) == ${cryptos.length}`;
}
