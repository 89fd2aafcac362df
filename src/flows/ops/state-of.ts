import type { OpsConfig } from '../../config/ops-config.ts';
import { findPatterns } from '../../ops/patterns/find-patterns.ts';
import { judgeSignals } from '../../ops/signals/judge-signals.ts';
import { strangersTo } from '../../ops/signals/universe.ts';
import { judgeState } from '../../ops/state/judge-state.ts';
import type { StateVerdict } from '../../ops/state/state.ts';
import type { SignalSources } from '../../ports/signal-source.ts';
import { stateFacts } from './facts.ts';
import { cryptosIn, goldenFigures, measuredOnly } from './golden-figures.ts';
import { patternFacts } from './pattern-facts.ts';
import type { Readings } from './pick-reading.ts';
import { readSignals } from './read-signals.ts';

/** Whose state is asked for, of whom, and of which moment. */
export interface StateOrder {
  readonly ops: OpsConfig;
  readonly sources: Pick<SignalSources, 'open'>;
  readonly at: Date;
}

/** The state with what it was made of. */
export interface FoundState {
  readonly verdict: StateVerdict;
  /** Requests that it took. */
  readonly requests: number;
  readonly readings: Readings;
  /** Whether sources are configured for signals and none of them could be asked or answered. */
  readonly allUnreachable: boolean;
}

/** Asks every source, judges the golden signals, looks for patterns that were incidents, and judges the state. */
export async function stateOf({ ops, sources, at }: StateOrder): Promise<FoundState> {
  const { readings, reservations, requests, allUnreachable } = await readSignals({ ops, sources, at });
  const facts = stateFacts(readings, ops, reservations);
  const all = judgeSignals(goldenFigures(readings, ops, facts), ops.thresholds);
  const { findings, unmeasured } = measuredOnly(all, ops.signals);
  const notes = [...strangersTo(Object.keys(ops.universe), cryptosIn(readings)), ...noteUnmeasured(unmeasured)];
  const verdict = judgeState({ ...facts, reservations: [...notes, ...reservations] }, ops.thresholds, {
    asOf: at.toISOString(),
    coreGroups: ops.core_groups,
    signalFindings: findings,
    patterns: findPatterns(patternFacts(readings, ops), ops.thresholds),
    floor: ops.signal_floor,
  });
  return { verdict: weaken(verdict, reservations), requests, readings, allUnreachable };
}

/** A source that has a reservation vouches for its figures in part. */
function weaken(verdict: StateVerdict, reservations: readonly string[]): StateVerdict {
  const isWeak = verdict.confidence === 'full' && reservations.length > 0;
  return isWeak ? { ...verdict, confidence: 'partial' } : verdict;
}

function noteUnmeasured(signals: readonly string[]): readonly string[] {
  return signals.length === 0 ? [] : [`golden signals of cryptos that nobody measures: ${signals.join(', ')}`];
}
