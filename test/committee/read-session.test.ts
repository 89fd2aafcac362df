import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderComment } from '../../src/committee/comment/comment.ts';
import { ruleAgain } from '../../src/committee/lifted.ts';
import { readSession } from '../../src/committee/read-session.ts';
import { renderReport } from '../../src/committee/report/report.ts';
import type { Session } from '../../src/committee/session.ts';
import { AppError, renderError } from '../../src/kernel/app-error.ts';
import { accepted, acceptedRehearsal, rejected } from '../fixtures/sessions.ts';
import { arbitrarySession } from './arbitrary-session.ts';
import { GOLDEN_SESSIONS } from './more-sessions.ts';

function written(session: Session): string {
  return `${JSON.stringify(session, null, 2)}\n`;
}

/** The session file with other words in its verdict. */
function withVerdict(verdict: Readonly<Record<string, unknown>>): string {
  const session = accepted();
  return JSON.stringify({ ...session, verdict: { ...session.verdict, ...verdict } });
}

function complaintOf(text: string): string {
  try {
    readSession(text, 'committee/sessions/x_committee.json');
    return 'no error';
  } catch (error) {
    if (error instanceof AppError) return `${error.code} ${renderError(error)}`;
    throw error;
  }
}

describe('a session file', () => {
  it.each(Object.entries(GOLDEN_SESSIONS))('of %s draws the same comment and report again', (_, make) => {
    const session = make();
    const again = readSession(written(session), 'x.json');

    expect(again).toEqual(session);
    expect(renderComment(again)).toBe(renderComment(session));
    expect(renderReport(again)).toBe(renderReport(session));
  });

  it('of any session draws the same comment and report again', () => {
    fc.assert(
      fc.property(arbitrarySession, (session) => {
        const again = readSession(written(session), 'x.json');

        expect(renderComment(again)).toBe(renderComment(session));
        expect(renderReport(again)).toBe(renderReport(session));
      }),
      { numRuns: 3 },
    );
  });

  it.each([
    ['PASSED', 'ACCEPTED'],
    ['ACCEPTED-WITH-CHANGES', 'ACCEPTED_WITH_CHANGES'],
    ['REJECTED', 'REJECTED'],
  ])('with the word %s is read as %s', (word, status) => {
    expect(readSession(withVerdict({ status: word }), 'x.json').verdict.status).toBe(status);
  });

  it('with the old word dissent is read as areas of dissent', () => {
    const text = withVerdict({ areas_of_dissent: undefined, dissent: ['ops disagrees'] });

    const { verdict } = readSession(text, 'x.json');

    expect(verdict.areas_of_dissent).toEqual(['ops disagrees']);
    expect(verdict).not.toHaveProperty('dissent');
  });

  it('from before verdicts were drawn again has no word on what a rehearsal covered, and is ruled as it was', () => {
    const { rehearsal_covers: _, ...older } = acceptedRehearsal();

    const session = readSession(JSON.stringify(older), 'x.json');

    expect(session.rehearsal_covers).toBeNull();
    expect(ruleAgain(session, []).verdict).toEqual(acceptedRehearsal().verdict);
  });

  it.each(['APPROVED', 'passed', ''])('with the unknown word %j is refused with the words that are known', (status) => {
    expect(complaintOf(withVerdict({ status }))).toBe(
      `bad-input committee/sessions/x_committee.json: unknown status "${status}"\n` +
        '  expected one of: REJECTED, INCONCLUSIVE, ACCEPTED_WITH_CHANGES, ACCEPTED, PASSED, ACCEPTED-WITH-CHANGES',
    );
  });

  it.each([
    ['no JSON', '{"a":', 'it is not JSON'],
    ['a list', '[]', 'it has no verdict with a status'],
    ['another object', '{"verdict":{}}', 'it has no verdict with a status'],
    ['one without a seat', JSON.stringify({ ...rejected(), expert_opinions: undefined }), 'expert_opinions'],
    ['one with another word on what was covered', JSON.stringify({ ...rejected(), rehearsal_covers: 'x' }), 'covers'],
    ['one with a key of its own', JSON.stringify({ ...rejected(), extra: 1 }), 'extra'],
  ])('that is %s is refused with the reason', (_, text, why) => {
    expect(complaintOf(text)).toContain('this is not a session file');
    expect(complaintOf(text)).toContain(why);
  });
});
