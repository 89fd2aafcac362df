import { describe, expect, it } from 'vitest';
import { concludeSession } from '../../../src/committee/check/conclusion.ts';
import type { Disposition } from '../../../src/committee/disposition.ts';
import { ruleAgain } from '../../../src/committee/lifted.ts';
import type { Session } from '../../../src/committee/session.ts';
import { accepted, acceptedRehearsal, inconclusive, rejected, rejectedRehearsal } from '../../fixtures/sessions.ts';
import { GOLDEN_SESSIONS } from '../more-sessions.ts';
import { decideAll, EARLIER_HEAD, someDisposition } from '../some-disposition.ts';

function conclude(session: Session, decisions: readonly Disposition[] = []) {
  const each = (enforcement: Session['enforcement']) => {
    const enforced = { ...session, enforcement };
    return concludeSession(enforced, ruleAgain(enforced, decisions)).conclusion;
  };
  return { blocking: each('blocking'), advisory: each('advisory') };
}

const withChanges = GOLDEN_SESSIONS['accepted-with-changes'];
const blind = GOLDEN_SESSIONS['blind-rehearsal'];

describe('the conclusion of a verdict', () => {
  it.each([
    ['ACCEPTED', accepted, 'success', 'success'],
    ['ACCEPTED_WITH_CHANGES', withChanges ?? accepted, 'neutral', 'neutral'],
    ['REJECTED', rejected, 'failure', 'neutral'],
    ['INCONCLUSIVE', inconclusive, 'action_required', 'neutral'],
    ['a rehearsal, REJECTED', rejectedRehearsal, 'failure', 'neutral'],
    ['a rehearsal, ACCEPTED', acceptedRehearsal, 'action_required', 'neutral'],
    ['a rehearsal, INCONCLUSIVE', blind ?? accepted, 'action_required', 'neutral'],
  ])('of %s', (_, make, blocking, advisory) => {
    expect(conclude(make())).toEqual({ blocking, advisory });
  });

  it.each(['waived', 'dismissed'] as const)('is neutral when every confirmed blocker is %s', (kind) => {
    const session = rejected();

    expect(conclude(session, decideAll(session, 'blocker', { kind }))).toEqual({
      blocking: 'neutral',
      advisory: 'neutral',
    });
  });

  it('is neutral, not success, when nothing is left beside lifted blockers', () => {
    const session = rejected();
    const all = [...decideAll(session, 'blocker'), ...decideAll(session, 'major')];

    expect(ruleAgain(session, all).verdict.status).toBe('ACCEPTED');
    expect(conclude(session, all)).toEqual({ blocking: 'neutral', advisory: 'neutral' });
  });

  it('is a failure while one of several blockers stands', () => {
    const session = (GOLDEN_SESSIONS['many-blockers'] ?? accepted)();

    expect(conclude(session, decideAll(session, 'blocker').slice(1))).toEqual({
      blocking: 'failure',
      advisory: 'neutral',
    });
  });

  it('is a failure when the waiver was given at another commit', () => {
    const session = rejected();

    expect(conclude(session, decideAll(session, 'blocker', { head: EARLIER_HEAD })).blocking).toBe('failure');
  });

  it('asks for action when a lifted blocker was all that hid a missing quorum', () => {
    const { seats_needed } = rejected();
    const session = { ...rejected(), seats_needed: seats_needed + 9 };

    expect(conclude(session, decideAll(session, 'blocker'))).toEqual({
      blocking: 'action_required',
      advisory: 'neutral',
    });
  });

  it('asks for action in a rehearsal whose blockers were waived, since nobody was asked', () => {
    const session = rejectedRehearsal();

    expect(conclude(session, decideAll(session, 'blocker')).blocking).toBe('action_required');
  });

  it('stays success when a note was dismissed', () => {
    const session = accepted();
    const note = session.findings[0]?.id ?? '';

    expect(conclude(session, [someDisposition(note, { kind: 'dismissed' })]).blocking).toBe('success');
  });
});
