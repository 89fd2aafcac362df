import type { OpsConfig } from '../../config/ops-config.ts';
import { standingOf } from '../../ops/incident/standing.ts';
import type { StateRecord } from '../../ops/state/record.ts';
import type { StateVerdict } from '../../ops/state/state.ts';
import type { AskedSignal, ShownIncident, StatusGround } from '../../ops/status-issue/ground.ts';
import { tellNext } from '../../ops/status-issue/next.ts';
import type { KeptIncident } from '../../ports/ops-book.ts';

/** A state that is to be drawn, and what is known beside it. */
export interface StateToDraw {
  readonly ops: OpsConfig;
  readonly verdict: StateVerdict;
  readonly record: StateRecord;
  readonly incidents: readonly KeptIncident[];
  readonly remarks: readonly string[];
}

/** What a state is drawn from. */
export function statusGroundOf({ ops, verdict, record, incidents, remarks }: StateToDraw): StatusGround {
  return {
    record,
    verdict,
    next: tellNext(record.standing, verdict, ops.incidents.roles),
    queries: queriesOf(ops),
    validMinutes: ops.valid_minutes,
    incidents: incidents.map(shownIncident),
    remarks,
  };
}

function queriesOf({ signals }: OpsConfig): ReadonlyMap<string, AskedSignal> {
  return new Map(Object.entries(signals).flatMap(([name, signal]) => (signal === undefined ? [] : [[name, signal]])));
}

function shownIncident({ issue, record }: KeptIncident): ShownIncident {
  const { severity, title } = standingOf(record);
  return { number: issue, severity, title };
}
