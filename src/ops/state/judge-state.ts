import type { PatternFinding } from '../patterns/pattern.ts';
import type { Thresholds } from '../thresholds.ts';
import type { StateFacts } from './facts.ts';
import { notesOnGroups } from './rules/models.ts';
import { RULES } from './rules/rules.ts';
import {
  type Confidence,
  compareStates,
  type RuleResult,
  type SignalFinding,
  type State,
  type StateVerdict,
  worse,
} from './state.ts';

/** What else a state depends on. */
export interface StateContext {
  /** ISO 8601: when it is judged. */
  readonly asOf: string;
  readonly coreGroups: readonly string[];
  /** Golden signals, as `judgeSignals` found them. */
  readonly signalFindings: readonly SignalFinding[];
  /** Patterns that were incidents, as `findPatterns` found them; none where it is left out. */
  readonly patterns?: readonly PatternFinding[];
  /** What golden signals of single cryptos may raise the state to; GREEN lets them raise nothing. */
  readonly floor: 'YELLOW' | 'GREEN';
}

/**
 * The state of the house: the worst rule that is true, and never better than what the unknown allows. An outage rule
 * that nobody could judge is at least ORANGE, any other at least YELLOW; GREEN needs every rule false by evidence.
 */
export function judgeState(facts: StateFacts, thresholds: Thresholds, context: StateContext): StateVerdict {
  const { asOf, coreGroups, signalFindings, floor, patterns = [] } = context;
  const evidence = RULES.map((rule): RuleResult => {
    const { id, state, origin, signals } = rule;
    return { rule: id, state, origin, signals, ...rule.judge(facts, { thresholds, coreGroups }) };
  });
  const signals = signalFindings.filter(({ level }) => level !== 'ok');
  const byRules = worst([...statesOf(evidence, 'true'), ...floorOf(signals, ['warning', 'critical'], floor)]);
  const byUnknowns = worst([
    ...statesOf(evidence, 'unknown').map((state) => (state === 'RED' ? 'ORANGE' : 'YELLOW')),
    ...floorOf(signals, ['unknown'], floor),
  ]);
  const state = worse(byRules, byUnknowns);
  return {
    state,
    confidence: confidenceOf(evidence, signals),
    fired: idsOf(evidence, 'true'),
    unknown: idsOf(evidence, 'unknown'),
    raisedBy: state === 'GREEN' ? 'nothing' : compareStates(byRules, byUnknowns) <= 0 ? 'rules' : 'unknowns',
    evidence,
    signals,
    patterns,
    notes: [...notesOnGroups(facts), ...facts.reservations],
    asOf,
  };
}

/** Signals of single cryptos that no rule of the state reads (facts of the manual's §2); others have their own rule. */
const RAISING = ['f1_buy_delta_vs_baseline', 'screening_testing_gap', 'std_f1_buy', 'sl_pct', 'timeout_pct'] as const;

function floorOf(
  signals: readonly SignalFinding[],
  levels: readonly SignalFinding['level'][],
  floor: 'YELLOW' | 'GREEN',
): readonly State[] {
  return signals.some((finding) => isRaising(finding) && levels.includes(finding.level)) ? [floor] : [];
}

function isRaising({ signal, crypto: symbol }: SignalFinding): boolean {
  return symbol !== null && RAISING.some((name) => name === signal);
}

function worst(states: readonly State[]): State {
  return states.reduce(worse, 'GREEN');
}

function statesOf(evidence: readonly RuleResult[], truth: RuleResult['truth']): readonly State[] {
  return evidence.filter((result) => result.truth === truth).map(({ state }) => state);
}

function idsOf(evidence: readonly RuleResult[], truth: RuleResult['truth']): readonly string[] {
  return evidence.filter((result) => result.truth === truth).map(({ rule }) => rule);
}

/** Blind is that the monitoring itself is down: not one outage rule could be judged. */
function confidenceOf(evidence: readonly RuleResult[], signals: readonly SignalFinding[]): Confidence {
  const outages = evidence.filter(({ state }) => state === 'RED');
  if (outages.every(({ truth }) => truth === 'unknown')) return 'blind';
  const isFull =
    evidence.every(({ truth }) => truth !== 'unknown') &&
    !signals.some((finding) => isRaising(finding) && finding.level === 'unknown');
  return isFull ? 'full' : 'partial';
}
