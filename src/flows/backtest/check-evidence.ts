import {
  type CheckEvidence,
  type DrillEvidence,
  evidenceOfRun,
  type RunEvidence,
} from '../../backtest/checks/evidence.ts';
import type { DataManifest } from '../../backtest/data/manifest.ts';
import type { DeterminismProof } from '../../backtest/determinism/determinism-proof.ts';
import type { LookAheadProof } from '../../backtest/proofs/look-ahead.ts';
import type { RunConfig } from '../../backtest/run-config.ts';
import type { RunOutcome } from '../../ports/backtest-engine.ts';

/** What was proven beside the run; null where it was not asked for. */
export interface RunProofs {
  readonly determinism: DeterminismProof | null;
  readonly lookAhead: LookAheadProof | null;
}

/** A run as far as checks look at it; the drills are null where they were not made. */
export interface WatchedRun extends Pick<RunOutcome, 'manifests'> {
  readonly report: { readonly evidence: RunEvidence; readonly drills: DrillEvidence | null } | null;
}

/** Everything that the checks of a run are judged by. */
export function gatherEvidence(
  { report, manifests }: WatchedRun,
  config: RunConfig,
  { determinism, lookAhead }: RunProofs,
): CheckEvidence {
  return {
    ...evidenceOfRun(config, report?.evidence ?? null, report?.drills ?? null),
    data: manifests.map(factsOf),
    leak: lookAhead === null ? null : leakOf(lookAhead),
    determinism: determinism === null ? null : repetitionOf(determinism),
    parity: lookAhead === null ? null : parityOf(lookAhead),
  };
}

function factsOf({ symbol, timezone, timezone_from, timestamps }: DataManifest) {
  return {
    symbol,
    zone: timezone,
    zone_source: timezone_from === 'config' ? ('config' as const) : ('file' as const),
    timestamps,
  };
}

function leakOf({ answer, decisions, reasons, differences }: LookAheadProof): NonNullable<CheckEvidence['leak']> {
  return { answer, decisions: decisions.compared, evidence: [...reasons, ...differences.map(({ words }) => words)] };
}

function repetitionOf({
  answer,
  files,
  zones,
  differences,
}: DeterminismProof): NonNullable<CheckEvidence['determinism']> {
  return {
    runs: 2,
    artefacts: files.map(({ name }) => name),
    zones,
    identical: answer === 'same',
    difference: differences[0] ?? null,
  };
}

/** The growing process is given bars one by one; only where it did so at every bar do the two ways of giving stand side by side. */
function parityOf({ mode, cuts, decisions, differences, answer }: LookAheadProof): CheckEvidence['parity'] {
  if (mode !== 'every_prefix') return null;
  const byPrefix = differences.find(({ found_by }) => found_by === 'prefix');
  if (byPrefix === undefined && answer === 'leak') return null;
  return {
    closes: cuts,
    decisions: decisions.non_empty,
    identical: byPrefix === undefined,
    difference: byPrefix?.words ?? null,
  };
}
