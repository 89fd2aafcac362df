import { z } from 'zod';

/** How much a finding weighs, heaviest first: a confirmed blocker rejects, a confirmed major asks for changes. */
export const Severity = z.enum(['blocker', 'major', 'minor', 'note']);
export type Severity = z.infer<typeof Severity>;

/** Orders severities heaviest first; zero when equal. */
export function compareSeverity(left: Severity, right: Severity): number {
  return Severity.options.indexOf(left) - Severity.options.indexOf(right);
}
