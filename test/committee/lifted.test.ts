import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWorse } from '../../src/committee/comment/shrunk.ts';
import { ruleAgain } from '../../src/committee/lifted.ts';
import type { Session } from '../../src/committee/session.ts';
import { calibration, freeTrades, leak, unanswered } from '../fixtures/momentum-findings.ts';
import { inconclusive, rejected } from '../fixtures/sessions.ts';
import { arbitrarySession } from './arbitrary-session.ts';
import { GOLDEN_SESSIONS } from './more-sessions.ts';
import { EARLIER_HEAD, someDisposition } from './some-disposition.ts';
import { idOf, someFinding } from './some-finding.ts';

describe('a session that is ruled again', () => {
  it.each(Object.entries(GOLDEN_SESSIONS))('keeps its verdict without a decision: %s', (_, make) => {
    const session = make();

    expect(ruleAgain(session, [])).toEqual({ verdict: session.verdict, lifted: [], lapsed: [] });
  });

  it.each(Object.entries(GOLDEN_SESSIONS))('is ruled from its record alone as it was at first: %s', (_, make) => {
    const note = someFinding({ id: idOf(7), severity: 'note', standing: { kind: 'stated' } });
    const session: Session = { ...make(), findings: [...make().findings, note] };
    const dismissal = someDisposition(note.id, { kind: 'dismissed' });

    const { verdict, lifted } = ruleAgain(session, [dismissal]);

    expect(lifted).toEqual([{ finding: note, disposition: dismissal }]);
    expect(verdict).toEqual(session.verdict);
  });

  it.each(['waived', 'dismissed'] as const)('is not rejected any more when its blocker is %s', (kind) => {
    const session = rejected();

    const { verdict } = ruleAgain(session, [someDisposition(leak.id, { kind })]);

    expect(verdict).toEqual({
      ...session.verdict,
      status: 'ACCEPTED_WITH_CHANGES',
      code: 'METHODOLOGY_FLAW',
      reason: '2 major findings are confirmed, no blocker.',
      blockers: [],
      changes: session.verdict.changes,
      recommendations: session.verdict.recommendations.slice(1),
    });
  });

  it('recommends nothing for lifted findings alone, and all that names another or none', () => {
    const session = rejected();
    const recommendations = [
      `Shift it back. (${leak.id})`,
      `Mend both. (${leak.id}, ${calibration.id})`,
      `Mend ${leak.id} first.`,
      'Train again.',
    ];
    const advised: Session = { ...session, verdict: { ...session.verdict, recommendations } };

    const one = ruleAgain(advised, [someDisposition(leak.id)]);
    const two = ruleAgain(advised, [someDisposition(leak.id), someDisposition(calibration.id)]);

    expect(one.verdict.recommendations).toEqual(recommendations.slice(1));
    expect(two.verdict.recommendations).toEqual(recommendations.slice(2));
  });

  it('is accepted when all that was confirmed is lifted', () => {
    const decisions = [leak, calibration, freeTrades].map(({ id }) => someDisposition(id));

    const { verdict, lifted } = ruleAgain(rejected(), decisions);

    expect(verdict).toMatchObject({ status: 'ACCEPTED', code: 'OK', blockers: [], changes: [] });
    expect(lifted.map(({ finding }) => finding.id)).toEqual([leak.id, freeTrades.id, calibration.id]);
  });

  it('stays undecided while anything but the lifted claim is missing', () => {
    const { verdict } = ruleAgain(inconclusive(), [someDisposition(unanswered.id, { kind: 'dismissed' })]);

    expect(verdict.status).toBe('INCONCLUSIVE');
    expect(verdict.missing.map(({ what }) => what)).toEqual(['6 of 10 seats were heard, 8 are needed']);
  });

  it('keeps a blocker that means the same as a waived one to the chair', () => {
    const twin = someFinding({ id: idOf(1), severity: 'blocker' });
    const other = someFinding({ id: idOf(2), severity: 'blocker' });
    const session = { ...rejected(), findings: [twin, other] };
    const grouped: Session = {
      ...session,
      chair: session.chair && {
        ...session.chair,
        minutes: session.chair.minutes && { ...session.chair.minutes, groups: [[twin.id, other.id]] },
      },
    };

    const { verdict } = ruleAgain(grouped, [someDisposition(twin.id)]);

    expect(verdict).toMatchObject({ status: 'REJECTED', blockers: [other.id] });
  });

  it('lists a waiver of another commit as lapsed and counts the finding', () => {
    const lapsed = someDisposition(leak.id, { head: EARLIER_HEAD });

    const ruled = ruleAgain(rejected(), [lapsed]);

    expect(ruled.verdict.status).toBe('REJECTED');
    expect(ruled.lapsed).toMatchObject([{ finding: { id: leak.id }, disposition: lapsed }]);
  });

  it('leaves out decisions on findings that it does not have', () => {
    const ruled = ruleAgain(rejected(), [someDisposition(idOf(9)), someDisposition(idOf(8), { head: EARLIER_HEAD })]);

    expect(ruled).toEqual({ verdict: rejected().verdict, lifted: [], lapsed: [] });
  });

  it('is never worse for a decision, and counts no lifted finding', () => {
    fc.assert(
      fc.property(arbitrarySession, fc.infiniteStream(fc.boolean()), (session, chosen) => {
        const decided = session.findings.filter(() => chosen.next().value === true);
        const decisions = decided.map(({ id }) => someDisposition(id, { kind: 'dismissed' }));

        const { verdict, lifted } = ruleAgain(session, decisions);

        expect(isWorse(session.verdict.status, verdict.status)).toBe(false);
        expect(lifted).toHaveLength(decided.length);
        const gone = new Set(decided.map(({ id }) => id));
        expect([...verdict.blockers, ...verdict.changes].filter((id) => gone.has(id))).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});
