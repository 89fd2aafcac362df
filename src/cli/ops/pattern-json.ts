import type { PatternFinding } from '../../ops/patterns/pattern.ts';

/** A pattern that was an incident, there or not, for programs. */
export function patternJson({ pattern, crypto, signal, truth, found, limit, origin, next }: PatternFinding) {
  return { pattern, crypto, signal, truth, found, limit, origin, next };
}
