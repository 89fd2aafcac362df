import type { Disposition } from '../../src/committee/disposition.ts';
import type { Session } from '../../src/committee/session.ts';
import { calibration, leak, refuted, thinTest } from '../fixtures/momentum-findings.ts';
import { rejected, rejectedRehearsal } from '../fixtures/sessions.ts';
import { decideAll, EARLIER_HEAD, someDisposition } from './some-disposition.ts';

/** A session with what people decided on it. */
export interface DecidedSession {
  readonly session: Session;
  readonly decisions: readonly Disposition[];
}

const dismissed = {
  kind: 'dismissed',
  by: 'ben',
  reason: 'The test covers all three look-backs since the last commit.',
} as const;

/** Sessions after people waived and dismissed findings of them. */
export const DECIDED_SESSIONS: Readonly<Record<string, () => DecidedSession>> = {
  'blocker-waived': () => ({ session: rejected(), decisions: [someDisposition(leak.id)] }),
  'blocker-dismissed': () => ({
    session: rejected(),
    decisions: [someDisposition(leak.id, dismissed), someDisposition(calibration.id), someDisposition(refuted.id)],
  }),
  'all-waived': () => ({
    session: rejected(),
    decisions: [...decideAll(rejected(), 'blocker'), ...decideAll(rejected(), 'major')],
  }),
  'waiver-lapsed': () => ({
    session: rejected(),
    decisions: [someDisposition(leak.id, { head: EARLIER_HEAD }), someDisposition(thinTest.id, dismissed)],
  }),
  'rehearsal-waived': () => ({ session: rejectedRehearsal(), decisions: decideAll(rejectedRehearsal(), 'blocker') }),
};
