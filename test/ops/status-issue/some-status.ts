import { expect } from 'vitest';
import { ConfigFile } from '../../../src/config/config.ts';
import type { PatternFinding } from '../../../src/ops/patterns/pattern.ts';
import { readStateInput } from '../../../src/ops/state/input.ts';
import { judgeState, type StateContext } from '../../../src/ops/state/judge-state.ts';
import { recordState, type StateRecord } from '../../../src/ops/state/record.ts';
import type { SignalFinding, StateVerdict } from '../../../src/ops/state/state.ts';
import type { StateChange } from '../../../src/ops/state/transition.ts';
import type { StatusGround } from '../../../src/ops/status-issue/ground.ts';
import { WEEK } from '../../fixtures/ops-week.ts';

const { thresholds, core_groups, signal_floor } = ConfigFile.parse({ version: 1 }).ops;

/** What was judged in one hour of the scripted week, and what stands after it. */
export interface LivedHour {
  readonly verdict: StateVerdict;
  readonly record: StateRecord;
  readonly change: StateChange | null;
}

/** Lives the scripted week until the last hour in which something happened, as the week names it. */
export function liveUntil(
  why: string,
  signals: readonly SignalFinding[] = [],
  patterns: readonly PatternFinding[] = [],
): LivedHour {
  return live(
    WEEK.findLastIndex((hour) => hour.why === why),
    { signalFindings: signals, patterns },
  );
}

/** Lives the scripted week until the state became another one while something happened. */
export function liveUntilChange(why: string): LivedHour {
  const start = WEEK.findIndex((hour) => hour.why === why);
  const hours = WEEK.flatMap((hour, index) =>
    index >= start && hour.why === why ? [live(index, { signalFindings: [] })] : [],
  );
  const changed = hours.find(({ change }) => change !== null);
  if (changed === undefined) throw new Error(`the state changes not while ${why}`);
  return changed;
}

function live(end: number, found: Pick<StateContext, 'signalFindings' | 'patterns'>): LivedHour {
  const lived: LivedHour[] = [];
  for (const { at, input } of WEEK.slice(0, end + 1)) {
    const facts = readStateInput(JSON.parse(JSON.stringify(input)), 'week.json');
    const context = { asOf: at, coreGroups: core_groups, floor: signal_floor, ...found };
    const verdict = judgeState(facts, thresholds, context);
    lived.push({ verdict, ...recordState(lived.at(-1)?.record ?? null, { verdict, facts }, thresholds) });
  }
  return lived.at(-1) ?? expect.unreachable('nothing in the week is called so');
}

/** The ground of a status issue over an hour of the week. */
export function groundOf({ record, verdict }: LivedHour, given: Partial<StatusGround> = {}): StatusGround {
  return {
    record,
    verdict,
    next: 'MLOps maintainer: follow the playbook PIPELINE_DEGRADED within the hour.',
    queries: new Map([
      ['runs_7d', { source: 'prometheus', query: 'sum(increase(runs_total[7d]))' }],
      ['success_7d', { source: 'prometheus', query: 'sum(increase(runs_total{status="success"}[7d]))' }],
      ['pvc_pct', { source: 'prometheus', query: '100 * max(used_bytes / size_bytes) or vector(0)' }],
    ]),
    validMinutes: 90,
    incidents: [],
    remarks: [],
    ...given,
  };
}
