import type { Hit } from '../../evidence/hit.ts';
import { compareSeverity } from '../../kernel/severity.ts';

/** Hits as people read them: hard ones first, the heaviest of them at the top; equal ones keep their order. */
export function byWeight<H extends Pick<Hit, 'class' | 'severity'>>(hits: readonly H[]): readonly H[] {
  return hits.toSorted((left, right) => {
    if (left.class !== right.class) return left.class === 'hard' ? -1 : 1;
    return compareSeverity(left.severity, right.severity);
  });
}
