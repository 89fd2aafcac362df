import type { Conclusion } from '../../kernel/check.ts';
import type { Attestation } from './attestation.ts';
import { judgeStrategy, RECOMPUTED, type Reason } from './blocking-rule.ts';
import type { StrategyFacts } from './strategy-facts.ts';

/** A strategy with everything that speaks against it, the heaviest first. */
export interface JudgedStrategy {
  readonly facts: StrategyFacts;
  readonly reasons: readonly Reason[];
  readonly answer: Answer;
}

/** What the backtest of a strategy comes to. */
export type Answer = 'good' | 'unproven' | 'broken' | 'fails';

/** What the backtests of a pull request come to. */
export interface Verdict {
  readonly strategies: readonly JudgedStrategy[];
  readonly attestation: Attestation;
  /** The worst answer of all strategies; `nothing` where the pull request touches none. */
  readonly answer: Answer | 'nothing';
  readonly conclusion: Exclude<Conclusion, 'cancelled'>;
}

const ORDER: readonly Answer[] = ['fails', 'broken', 'unproven', 'good'];
const WEIGHTS: Readonly<Record<Reason['weight'], Answer>> = { fails: 'fails', broken: 'broken', unproven: 'unproven' };

/**
 * Judges the strategies of a bundle. Nobody's report but an attested one decides, with one exception: what is shown to be
 * false fails, whoever made it. What is unknown is never success.
 */
export function judgeBacktests(all: readonly StrategyFacts[], attestation: Attestation): Verdict {
  const strategies = all
    .filter(({ strategy }) => strategy.answer !== 'gone')
    .map(judge)
    .toSorted(byAnswer);
  const answer = strategies[0]?.answer ?? 'nothing';
  return { strategies, attestation, answer, conclusion: conclude({ strategies, attestation, answer }) };
}

function judge(facts: StrategyFacts): JudgedStrategy {
  const reasons = judgeStrategy(facts).toSorted((left, right) => rank(left) - rank(right));
  const [worst] = reasons;
  return { facts, reasons, answer: worst === undefined ? 'good' : WEIGHTS[worst.weight] };
}

function rank({ weight }: Reason): number {
  return ORDER.indexOf(WEIGHTS[weight]);
}

function byAnswer(left: JudgedStrategy, right: JudgedStrategy): number {
  return ORDER.indexOf(left.answer) - ORDER.indexOf(right.answer);
}

const CONCLUSIONS = {
  fails: 'failure',
  broken: 'action_required',
  unproven: 'neutral',
  good: 'success',
  nothing: 'neutral',
} as const;

function conclude({ strategies, attestation, answer }: Omit<Verdict, 'conclusion'>): Verdict['conclusion'] {
  if (attestation.kind === 'attested') return CONCLUSIONS[answer];
  const isFalse = strategies.some(({ reasons }) =>
    reasons.some(({ rule, weight }) => rule === RECOMPUTED && weight === 'fails'),
  );
  return isFalse ? 'failure' : 'neutral';
}
