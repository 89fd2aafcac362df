import { findAddedInjections } from './added-injections.ts';
import { findUntestedCritical } from './critical-untested.ts';
import { findFitsBeforeSplit } from './fit-before-split.ts';
import { findFullFrameStatistics } from './full-frame-stat.ts';
import { findRemovedGuards } from './guard-removed.ts';
import { findBrokenInvariants } from './invariant/broken-invariants.ts';
import type { DetectorName } from './rule.ts';
import type { Detect } from './scene.ts';
import { findSecretLiterals } from './secret-literal.ts';
import type { Surroundings } from './surroundings.ts';
import { findUndeclaredImports } from './undeclared-import.ts';
import { findWeakenedTests } from './weakened-test.ts';

/** A way of finding what no syntax pattern can say. */
export interface Detector {
  readonly detect: Detect;
  /** `after`: it looks at files that are there after the change, and what it finds counts on added lines alone. */
  readonly looksAt: 'after' | 'both sides';
  /** What it has to know of the repository; without it the rule is silent and has read nothing. */
  readonly needs: keyof Surroundings | null;
}

/** Every detector by the name that rule files use. */
export const detectors: Readonly<Record<DetectorName, Detector>> = {
  'secret-literal': { detect: findSecretLiterals, looksAt: 'after', needs: null },
  'prompt-injection': { detect: findAddedInjections, looksAt: 'after', needs: null },
  'fit-before-split': { detect: findFitsBeforeSplit, looksAt: 'after', needs: null },
  'full-frame-stat': { detect: findFullFrameStatistics, looksAt: 'after', needs: null },
  'undeclared-import': { detect: findUndeclaredImports, looksAt: 'after', needs: 'requirements' },
  'critical-untested': { detect: findUntestedCritical, looksAt: 'both sides', needs: 'critical' },
  'guard-removed': { detect: findRemovedGuards, looksAt: 'both sides', needs: null },
  'weakened-test': { detect: findWeakenedTests, looksAt: 'both sides', needs: null },
  invariant: { detect: findBrokenInvariants, looksAt: 'both sides', needs: 'invariants' },
};
