import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMMENT_LIMIT, renderComment } from '../../../src/committee/comment/comment.ts';
import { rowsOf } from '../../../src/committee/rows.ts';
import type { Session } from '../../../src/committee/session.ts';
import { titleOf } from '../../../src/committee/wording.ts';
import { huge } from '../../fixtures/sessions.ts';
import { arbitrarySession, makeSession } from '../arbitrary-session.ts';

const LARGE = { skills: 5, text: 400, spiky: false, grouped: false, heard: true };

/** How many findings of each weight a comment shows by their labels. */
function shownIn(comment: string, session: Session) {
  const { blockers, changes, minors, notes } = rowsOf(session);
  const labels = new Set([...comment.matchAll(/^(?:\||-) \*\*([A-Z]\d+)\*\*/gm)].map(([, label]) => label));
  const count = (rows: readonly { readonly label: string }[]) => ({
    shown: rows.filter(({ label }) => labels.has(label)).length,
    all: rows.length,
  });
  return [count(blockers), count(changes), count(minors), count(notes)] as const;
}

describe('the length of a comment', () => {
  it('stays within the limit, with marker, decision and last line, whatever the session', () => {
    fc.assert(
      fc.property(arbitrarySession, (session) => {
        const comment = renderComment(session);

        expect(comment.length).toBeLessThanOrEqual(COMMENT_LIMIT);
        expect(comment.split('\n')[0]).toBe(`<!-- conclave:verdict local session=${session.id} -->`);
        expect(comment.split('\n')[2]).toContain(`Conclave: ${titleOf(session)}`);
        expect(comment.trimEnd().split('\n').at(-1)).toContain('Advisory; a person decides.');
      }),
      { numRuns: 10 },
    );
  });

  it('stays within the limit when everything is as large as it gets', () => {
    const session = makeSession({ ...LARGE, findings: 300, files: 400, skills: 30, text: 2_000, spiky: true });

    expect(renderComment(session).length).toBeLessThanOrEqual(COMMENT_LIMIT);
  });

  it('shows every finding of a session that fits', () => {
    const session = makeSession({ ...LARGE, findings: 20, files: 20 });

    for (const { shown, all } of shownIn(renderComment(session), session)) expect(shown).toBe(all);
  });

  it.each([60, 120, 300])('gives up lighter findings before heavier ones among %s', (findings) => {
    const session = makeSession({ ...LARGE, findings, files: 50 });
    const [blockers, changes, minors, notes] = shownIn(renderComment(session), session);

    const isWhole = ({ shown, all }: { shown: number; all: number }) => shown === all;
    const lighterFirst = [
      notes.shown === 0 || isWhole(minors),
      minors.shown === 0 || isWhole(changes),
      changes.shown <= 20 || isWhole(blockers),
    ];

    expect(lighterFirst).toEqual([true, true, true]);
    expect(notes.shown).toBe(0);
    expect(blockers.shown).toBeGreaterThanOrEqual(Math.min(blockers.all, 20));
  });

  it('says what it left out, with the number', () => {
    const comment = renderComment(huge());

    expect(comment).toContain('60 notes are left out, since a comment has a limit; the session file holds all.');
    expect(comment).toContain('360 files are left out');
  });

  it('leaves whole files out before any finding', () => {
    const session = makeSession({ ...LARGE, findings: 5, files: 500, text: 100 });
    const comment = renderComment(session);

    for (const { shown, all } of shownIn(comment, session)) expect(shown).toBe(all);
    expect(comment).toMatch(/\d+ files are left out|\d+ files read whole are left out/);
  });
});
