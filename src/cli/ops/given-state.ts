import type { OpsConfig } from '../../config/ops-config.ts';
import type { StateFacts } from '../../ops/state/facts.ts';
import { judgeState } from '../../ops/state/judge-state.ts';
import type { StateVerdict } from '../../ops/state/state.ts';

/** Judges figures that a file holds; it holds no golden signals of single cryptos. */
export function judgeGiven(facts: StateFacts, ops: OpsConfig, at: Date): StateVerdict {
  return judgeState(facts, ops.thresholds, {
    asOf: at.toISOString(),
    coreGroups: ops.core_groups,
    signalFindings: [],
    floor: ops.signal_floor,
  });
}
