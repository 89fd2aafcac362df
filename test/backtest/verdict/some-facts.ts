import type { BundledStrategy } from '../../../src/backtest/bundle/bundle.ts';
import type { HeadReport, StrategyFacts } from '../../../src/backtest/verdict/strategy-facts.ts';
import { WallBounds } from '../../../src/backtest/wall/bounds.ts';
import { GUARANTEES, type Wall } from '../../../src/backtest/wall/wall.ts';
import { comparisonOf } from './some-comparison.ts';

/** A wall at which nothing is missing. */
export const WALL: Wall = {
  engine: 'bubblewrap',
  version: '0.8.0',
  bounds: WallBounds.parse({}),
  image: { digest: `sha256:${'a'.repeat(64)}`, python: '3.11.2', node: '24.21.0', packages: {} },
  guarantees: GUARANTEES.map((name) => ({ name, holds: true, detail: 'tried' })),
  weaker: [],
};

const CLEAN: NonNullable<HeadReport['proofs']['look_ahead']> = {
  ...{ answer: 'clean', claim: 'no later bar', reasons: ['all decide alike'], mode: 'every_prefix', bars: 200 },
  ...{ warmup: 20, cuts: 187, columns: [], values: 0, differences: [], differences_found: 0 },
  ...{ decisions: { compared: 200, non_empty: 40 }, noise: { cuts: 64, seed: 7 } },
  calendar: { weeks: 52, changed: 0, warning: null },
};

const PASSED: NonNullable<HeadReport['inspection']> = {
  checks: [{ id: 'mypy', answer: 'pass', tool: 'mypy 1', findings: [], reason: null }],
  tests: { answer: 'pass', reason: null, exit_code: 0, passed: 3, failed: 0, skipped: 0, duration_ms: 5, tests: [] },
};

/** A report that passes everything, unless told otherwise. */
export function reportWith(changes: Partial<HeadReport> = {}): HeadReport {
  const determinism = { answer: 'same' as const, varied: [], zones: [], files: [], differences: [] };
  return {
    checks: [{ id: 'fees', answer: 'pass', evidence: ['every fee was paid'] }],
    proofs: { determinism, look_ahead: CLEAN },
    inspection: PASSED,
    golden: null,
    run: { wall: WALL },
    ...changes,
  };
}

/** The proofs of a sound report, with another one in the place of one. */
export function proofsWith(changes: Partial<HeadReport['proofs']>): Pick<HeadReport, 'proofs'> {
  return { proofs: { ...reportWith().proofs, ...changes } };
}

/** Differences between a leaking proof and a clean one. */
export function lookAhead(changes: Partial<typeof CLEAN>): typeof CLEAN {
  return { ...CLEAN, ...changes };
}

/** A strategy that passes everything, unless told otherwise. */
export function factsWith(
  changes: Partial<StrategyFacts> = {},
  strategy: Partial<BundledStrategy> = {},
): StrategyFacts {
  return {
    strategy: {
      ...{ path: 'strategies/momentum.py', previous_path: null, folder: 'momentum-1', change: 'modified', touched: [] },
      ...{ strategy: { base: null, head: null }, base: 'there', config: null, data: [], seed: 1, params: {} },
      ...{ tests: [], golden: [], answer: 'pass', reason: null },
      ...strategy,
    },
    report: reportWith(),
    comparison: comparisonOf(),
    inspection: null,
    recomputation: { answer: 'same' },
    ...changes,
  };
}
