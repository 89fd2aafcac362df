import type { Reading } from '../reading.ts';
import { soundCount, soundPercent } from '../sound.ts';
import type { Thresholds } from '../thresholds.ts';
import type { StateFacts } from './facts.ts';
import type { State, StateVerdict } from './state.ts';

/** The state that is shown, which does not follow every single evaluation. */
export interface Standing {
  readonly state: State;
  /** ISO 8601: when it became so. */
  readonly since: string;
  /** ISO 8601 of the evaluation that was heard last. */
  readonly heardAt: string;
  /** What the last evaluation said where it differs; a second equal one makes it the state. */
  readonly pending: State | null;
  /** Whether a full volume or a loop of kills is not over yet: the state stays RED until it is. */
  readonly isHeld: boolean;
}

/** A change of state; `from` is null for the first one ever. */
export interface StateChange {
  readonly from: State | null;
  readonly to: State;
  readonly at: string;
}

/** What one evaluation says to the state that is shown. */
export interface Evaluation {
  readonly state: State;
  /** ISO 8601. */
  readonly asOf: string;
  /** Whether a volume is full or kills recur (R2, R3). */
  readonly isFull: boolean;
  /** Whether volume and kills are known to be over: the volume under its clearing line and no kill in 24 hours. */
  readonly isClear: boolean;
}

/** What an evaluation says, with the hysteresis of the manual's §9.4; what is unknown clears nothing. */
export function evaluationOf(verdict: StateVerdict, { infra }: StateFacts, lines: Thresholds): Evaluation {
  const pvc = soundPercent(infra.pvcPct, 'pvc_pct');
  const kills = soundCount(infra.oom24h, 'oom_24h');
  return {
    state: verdict.state,
    asOf: verdict.asOf,
    isFull: verdict.fired.includes('R2_PVC') || verdict.fired.includes('R3_OOM_LOOP'),
    isClear: isKnownTo(pvc, (percent) => percent < lines.pvc_clear_pct) && isKnownTo(kills, (count) => count === 0),
  };
}

function isKnownTo(reading: Reading, holds: (value: number) => boolean): boolean {
  return reading.known && holds(reading.value);
}

/**
 * The state after one more evaluation. RED counts at once, anything else after two equal evaluations in a row, and a
 * full volume or a loop of kills holds RED until both are over. An evaluation that is not newer changes nothing.
 */
export function settle(
  previous: Standing | null,
  evaluation: Evaluation,
): { readonly standing: Standing; readonly change: StateChange | null } {
  const { asOf: at, isFull, isClear } = evaluation;
  if (previous !== null && Date.parse(at) <= Date.parse(previous.heardAt)) return { standing: previous, change: null };
  const isHeld = isFull || (previous?.isHeld === true && !isClear);
  const said = isHeld ? 'RED' : evaluation.state;
  if (previous?.state === said) {
    return { standing: { ...previous, heardAt: at, pending: null, isHeld }, change: null };
  }
  if (previous !== null && said !== 'RED' && previous.pending !== said) {
    return { standing: { ...previous, heardAt: at, pending: said, isHeld }, change: null };
  }
  return {
    standing: { state: said, since: at, heardAt: at, pending: null, isHeld },
    change: { from: previous?.state ?? null, to: said, at },
  };
}
