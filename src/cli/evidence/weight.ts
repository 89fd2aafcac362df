import type { Hit } from '../../evidence/hit.ts';
import { compareSeverity } from '../../kernel/severity.ts';
import type { FailOn } from './options.ts';

/** Whether a hit fails the command; a hint never does. */
export function fails({ class: weight, severity }: Pick<Hit, 'class' | 'severity'>, failOn: FailOn): boolean {
  if (weight === 'soft' || failOn === 'never') return false;
  return failOn === 'hard' || compareSeverity(severity, failOn) <= 0;
}
