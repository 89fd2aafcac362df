import type { RowWhen } from '../config/routing-config.ts';
import type { Areas } from './matrix.ts';
import type { RouteFacts } from './route-facts.ts';

/** What one condition says of a change: that it holds and why, that it does not, or which fact nobody knows. */
export type Answer =
  | { readonly kind: 'holds'; readonly because: string }
  | { readonly kind: 'fails' }
  | { readonly kind: 'unknown'; readonly fact: string };

/** A condition: null where a row does not ask for it. */
export type Condition = (when: RowWhen, facts: RouteFacts, areas: Areas) => Answer | null;

/** The answer of a condition that holds where there is a reason; null is none. */
export function holdsBecause(because: string | null): Answer {
  return because === null ? { kind: 'fails' } : { kind: 'holds', because };
}

/** The answer of a condition on a fact that may be unknown. */
export function askFact<T>(fact: string, known: T | null, because: (known: T) => string | null): Answer {
  return known === null ? { kind: 'unknown', fact } : holdsBecause(because(known));
}
