import { CHECK_IDS, type Check, type CheckId } from './check.ts';
import type { CheckEvidence, RunEvidence } from './evidence.ts';
import { judgeErrors, judgeKillSwitch, judgeLimits, judgeSizing } from './judge-drills.ts';
import { judgeLeakage, judgeParity, judgeReproducibility, judgeTimeZones } from './judge-proofs.ts';
import { judgeFees, judgeInvariants, judgeSlippage } from './judge-run.ts';
import type { Judgement } from './judgement.ts';

const judges: Readonly<Record<CheckId, (evidence: CheckEvidence) => Judgement>> = {
  leakage: judgeLeakage,
  'time-zones': judgeTimeZones,
  reproducibility: judgeReproducibility,
  fees: judgeFees,
  slippage: judgeSlippage,
  sizing: judgeSizing,
  'risk-limits': judgeLimits,
  'kill-switch': judgeKillSwitch,
  'exchange-errors': judgeErrors,
  'batch-stream-parity': judgeParity,
  'portfolio-invariants': judgeInvariants,
};

/** Judges all eleven checks, in their order: what a rule was seen to break fails, what is not shown is not proven. */
export function judgeChecks(evidence: CheckEvidence): readonly Check[] {
  return CHECK_IDS.map((id) => {
    const { wrong, missing, seen } = judges[id](evidence);
    const broken = [...brokenRules(id, evidence.run), ...wrong];
    if (broken.length > 0) return { id, answer: 'fail', evidence: [...broken, ...missing] };
    if (missing.length > 0) return { id, answer: 'not_proven', evidence: [...missing, ...seen] };
    return { id, answer: 'pass', evidence: [...seen] };
  });
}

/** What the book of the run found against a check. */
function brokenRules(id: CheckId, run: RunEvidence | null): string[] {
  if (run === null) return [];
  const told = run.violations.filter(({ check }) => check === id).map(({ text }) => `${text}.`);
  const rest = (run.violation_counts[id] ?? 0) - told.length;
  return rest > 0 ? [...told, `${rest} more of the same kind.`] : told;
}
