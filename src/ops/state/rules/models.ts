import { spell, spellSome } from '../../figure-words.ts';
import { soundAge } from '../../sound.ts';
import { anyOf } from '../../truth.ts';
import type { ModelAge, StateFacts } from '../facts.ts';
import { above, aboveUpTo } from '../limit.ts';
import { type Judgement, type Limit, oldestSample, type Rule, truthOfFigure } from '../rule.ts';

/** How old the models are (manual §0, §2); one in no group is judged as core. */
export const MODEL_RULES: readonly Rule[] = [
  {
    id: 'O3_CORE_STALE_14',
    state: 'ORANGE',
    origin: 'manual §0',
    signals: ['model_age_d'],
    judge: ({ models }, { thresholds, coreGroups }) =>
      judgeAges(models, above(thresholds.core_stale_days, ' d'), { whose: 'core', of: isCore(coreGroups) }),
  },
  {
    id: 'Y3_NONCORE_STALE_7',
    state: 'YELLOW',
    origin: 'manual §0',
    signals: ['model_age_d'],
    judge: ({ models }, { thresholds, coreGroups }) =>
      judgeAges(models, above(thresholds.noncore_stale_days, ' d'), {
        whose: 'non-core',
        of: (model) => !isCore(coreGroups)(model),
      }),
  },
  {
    id: 'Y4_CORE_STALE_7',
    state: 'YELLOW',
    origin: 'manual §2',
    signals: ['model_age_d'],
    judge: ({ models }, { thresholds, coreGroups }) =>
      judgeAges(models, aboveUpTo(thresholds.core_warning_days, thresholds.core_stale_days, ' d'), {
        whose: 'core',
        of: isCore(coreGroups),
      }),
  },
];

/** Sentences about cryptos that nobody put into a group. */
export function notesOnGroups({ models }: StateFacts): readonly string[] {
  const strays = models.known ? models.value.filter(({ group }) => group === null) : [];
  return [...new Set(strays.map((stray) => stray.crypto))].map(
    (symbol) => `${symbol} is in no group and is judged as core`,
  );
}

function isCore(coreGroups: readonly string[]): (model: ModelAge) => boolean {
  return ({ group }) => group === null || coreGroups.includes(group);
}

interface Choice {
  readonly whose: 'core' | 'non-core';
  of(model: ModelAge): boolean;
}

function judgeAges(models: StateFacts['models'], limit: Limit, choice: Choice): Judgement {
  if (!models.known) return { truth: 'unknown', found: models.words, limit: limit.words, sampledAt: null };
  if (models.value.length === 0) {
    return { truth: 'unknown', found: 'the list of models is empty', limit: limit.words, sampledAt: null };
  }
  const aged = models.value
    .filter((model) => choice.of(model))
    .map((model) => ({ symbol: model.crypto, age: soundAge(model.ageD, 'age_d') }));
  const judged = aged.map(({ symbol, age }) => ({ symbol, age, truth: truthOfFigure(age, limit) }));
  return {
    truth: anyOf(judged.map(({ truth }) => truth)),
    found: tellAges(judged, choice.whose),
    limit: limit.words,
    sampledAt: oldestSample([models, ...aged.map(({ age }) => age)]),
  };
}

interface Judged {
  readonly symbol: string;
  readonly age: ReturnType<typeof soundAge>;
  readonly truth: 'true' | 'false' | 'unknown';
}

/** Those beyond the line, oldest first; otherwise those that nobody knows; otherwise the oldest. */
function tellAges(judged: readonly Judged[], whose: string): string {
  const oldest = judged.toSorted((left, right) => daysOf(right) - daysOf(left));
  const beyond = oldest.filter(({ truth }) => truth === 'true');
  if (beyond.length > 0) return `${whose}: ${spellSome(beyond.map(tellAge))}`;
  const blank = judged.filter(({ truth }) => truth === 'unknown');
  if (blank.length > 0) return `${whose}: ${spellSome(blank.map(tellAge))}`;
  return oldest[0] === undefined ? `no ${whose} model` : `oldest ${whose}: ${tellAge(oldest[0])}`;
}

function daysOf({ age }: Judged): number {
  return age.known ? age.value : Number.NEGATIVE_INFINITY;
}

function tellAge({ symbol, age }: Judged): string {
  return `${symbol} ${age.known ? `${spell(age.value)} d` : `(${age.words})`}`;
}
