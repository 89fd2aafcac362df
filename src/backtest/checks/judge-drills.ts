import type { CheckId } from './check.ts';
import type { CheckEvidence, Drill } from './evidence.ts';
import { type Judgement, NO_RUN, unproven } from './judgement.ts';

/** Whether volumes are what was asked for, on their grids and above the least value. */
export function judgeSizing(evidence: CheckEvidence): Judgement {
  const { run } = evidence;
  if (run === null) return unproven(NO_RUN);
  if (run.entries === 0) return unproven('Nothing was filled, so nothing was sized.');
  const { by_volume, by_risk, by_equity, partial } = run.sizing;
  const own = `The sizes of ${run.entries} entries were computed again: ${by_volume} by volume, ${by_risk} by risk, ${by_equity} by equity; ${partial} filled in part.`;
  return withDrills(evidence, { check: 'sizing', needed: ['lot', 'min_notional'], own: [own], missing: [] });
}

const LIMITS = ['max_position', 'max_exposure', 'max_orders_per_day'] as const;

/** Whether the limits that the run is held by hold, and refuse what goes beyond them. */
export function judgeLimits(evidence: CheckEvidence): Judgement {
  const { run, limits } = evidence;
  if (run === null) return unproven(NO_RUN);
  const set = LIMITS.filter((limit) => limits[limit] !== null);
  const missing = set.length === 0 ? [`The run has no limit: ${LIMITS.join(', ')} are all left out.`] : [];
  const refused = set.reduce((sum, limit) => sum + (run.limits.refused[limit.toUpperCase()] ?? 0), 0);
  const own = `${run.entries} entries kept to ${set.map((limit) => `${limit} ${limits[limit]}`).join(', ')}; ${refused} orders were refused for them.`;
  return withDrills(evidence, { check: 'risk-limits', needed: set, own: set.length === 0 ? [] : [own], missing });
}

const SWITCHES = ['max_daily_loss', 'max_drawdown'] as const;

/** Whether trading stops after a loss: everything closed at the next open, nothing opened, lifted when it has to be. */
export function judgeKillSwitch(evidence: CheckEvidence): Judgement {
  const { run, limits } = evidence;
  if (run === null) return unproven(NO_RUN);
  const set = SWITCHES.filter((limit) => limits[limit] !== null);
  const missing = set.length === 0 ? [`The run has no kill switch: ${SWITCHES.join(' and ')} are left out.`] : [];
  const { triggered, flattened, refused, lifted } = run.kill_switch;
  const own = `With ${set.map((limit) => `${limit} ${limits[limit]}`).join(' and ')} the run itself triggered ${triggered} times, closed ${flattened} positions, refused ${refused} orders and was lifted ${lifted} times.`;
  return withDrills(evidence, { check: 'kill-switch', needed: set, own: set.length === 0 ? [] : [own], missing });
}

/** Whether a strategy and its account survive an exchange that rejects, delays and fills in part. */
export function judgeErrors(evidence: CheckEvidence): Judgement {
  const { run } = evidence;
  if (run === null) return unproven(NO_RUN);
  const { rejected, delayed, partial, vanished } = run.faults;
  const own = `The run itself had ${rejected} orders rejected, ${delayed} delayed and ${partial + vanished} filled in part.`;
  return withDrills(evidence, { check: 'exchange-errors', needed: ['faults'], own: [own], missing: [] });
}

interface Needs {
  readonly check: CheckId;
  /** Drills that have to have held. */
  readonly needed: readonly string[];
  readonly own: readonly string[];
  readonly missing: readonly string[];
}

/** Any drill of a check that broke a rule fails it; one that is needed and did not hold leaves it unproven. */
function withDrills({ drills }: CheckEvidence, { check, needed, own, missing }: Needs): Judgement {
  if (drills === null) return { wrong: [], missing: [...missing, 'No drills were made.'], seen: own };
  const ofCheck = drills.drills.filter((drill) => drill.check === check);
  const held = ofCheck.filter(({ outcome }) => outcome === 'held');
  const wrong = ofCheck.filter(({ outcome }) => outcome === 'broken').flatMap(({ evidence }) => evidence);
  const idle = needed.filter(
    (id) => !ofCheck.some((drill) => drill.id === id && drill.outcome !== 'nothing_to_bite_on'),
  );
  const gaps = idle.map((id) => sayIdle(id, ofCheck));
  return {
    wrong,
    missing: [...missing, ...gaps, ...(idle.length > 0 ? [drills.window] : [])],
    seen: [...own, ...held.flatMap(({ evidence }) => evidence), ...(held.length > 0 ? [drills.window] : [])],
  };
}

function sayIdle(id: string, ofCheck: readonly Drill[]): string {
  const idle = ofCheck.find((drill) => drill.id === id);
  return idle === undefined ? `The drill of ${id} was not made.` : idle.evidence.join(' ');
}
