import type { PatternFinding } from '../../../src/ops/patterns/pattern.ts';
import { readStateInput } from '../../../src/ops/state/input.ts';
import { judgeState } from '../../../src/ops/state/judge-state.ts';
import type { SignalFinding, StateVerdict } from '../../../src/ops/state/state.ts';
import { LINES } from '../diagnosis/some-run.ts';

/** A house of which every rule is false, as a file gives it. */
export const HEALTHY_STATE = {
  infra: { pods_down: [], pvc_pct: 40, oom_24h: 0, cpu_pct: 35 },
  pipeline: { runs_7d: 40, success_7d: 39, latency_ratio: 0.9 },
  runs: { pass_counts: [2, 1, 3], last_useful_age_h: 6, full_universe_runs_3d: 3, last_candidate_age_d: 0.3 },
  models: [{ crypto: 'BTCUSDC', group: 'btc-core', age_d: 2 }],
  sortino: [{ crypto: 'BTCUSDC', last: [0.9, 0.7, 0.8] }],
  challengers_pending: 1,
};

/** The state of a healthy house with some figures changed. */
export function judged(
  changes: Readonly<Record<string, unknown>>,
  signalFindings: readonly SignalFinding[] = [],
  patterns: readonly PatternFinding[] = [],
): StateVerdict {
  return judgeState(readStateInput({ ...HEALTHY_STATE, ...changes }, 'state.json'), LINES, {
    asOf: '2026-03-28T07:00:00Z',
    coreGroups: ['btc-core'],
    signalFindings,
    patterns,
    floor: 'YELLOW',
  });
}
