import type { Disposition } from '../../src/committee/disposition.ts';
import type { Session } from '../../src/committee/session.ts';

export const HEAD = 'a1b2c3d4'.repeat(5);
export const EARLIER_HEAD = '90f7d1c4'.repeat(5);

/** A waiver at the head of the fixture sessions. */
export function someDisposition(finding: string, overrides: Partial<Disposition> = {}): Disposition {
  return {
    finding,
    kind: 'waived',
    by: 'anna-keller',
    reason: 'Accepted for the paper account until the features are rewritten.',
    head: HEAD,
    at: '2026-05-12T09:30:00.000Z',
    ...overrides,
  };
}

/** A decision on every finding of a severity. */
export function decideAll(
  session: Session,
  severity: string,
  overrides: Partial<Disposition> = {},
): readonly Disposition[] {
  return session.findings
    .filter((finding) => finding.severity === severity)
    .map(({ id }) => someDisposition(id, { head: session.subject.head ?? '', ...overrides }));
}
