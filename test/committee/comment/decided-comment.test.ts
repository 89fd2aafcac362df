import { describe, expect, it } from 'vitest';
import { COMMENT_LIMIT, renderComment } from '../../../src/committee/comment/comment.ts';
import { NOWHERE } from '../../../src/committee/comment/place.ts';
import { ruleAgain } from '../../../src/committee/lifted.ts';
import { leak } from '../../fixtures/momentum-findings.ts';
import { rejected } from '../../fixtures/sessions.ts';
import { makeSession } from '../arbitrary-session.ts';
import { DECIDED_SESSIONS } from '../decided-sessions.ts';
import { manyBlockers } from '../more-sessions.ts';
import { decideAll, someDisposition } from '../some-disposition.ts';
import { idOf } from '../some-finding.ts';

function renderDecided(name: string): string {
  const { session, decisions } = DECIDED_SESSIONS[name]?.() ?? { session: rejected(), decisions: [] };
  return renderComment(session, NOWHERE, ruleAgain(session, decisions));
}

describe('the comment after people decided', () => {
  it.each(Object.keys(DECIDED_SESSIONS))('is the one on file: %s', async (name) => {
    await expect(renderDecided(name)).toMatchFileSnapshot(`../golden/${name}.comment.md`);
  });

  it('tells the status that stands now and how many blockers were waived in its title', () => {
    expect(renderDecided('blocker-waived').split('\n')[2]).toBe(
      '### ✏️ Conclave: ACCEPTED_WITH_CHANGES · METHODOLOGY_FLAW (1 blocker waived)',
    );
  });

  it('lists every lifted finding with who decided and why', () => {
    const comment = renderDecided('all-waived');

    const { decisions } = DECIDED_SESSIONS['all-waived']?.() ?? { decisions: [] };
    for (const { finding } of decisions) expect(comment).toMatch(new RegExp(`${finding}.*\\*\\*Waived\\*\\* by`));
    expect(comment).toContain('Nothing else is confirmed.');
  });

  it('keeps the labels that findings had before', () => {
    const session = manyBlockers();
    const first = session.findings[0]?.id ?? '';

    const comment = renderComment(session, NOWHERE, ruleAgain(session, [someDisposition(first)]));

    expect(comment).toContain('Fix B2, B3, B4, B5 and B6, or waive each with');
    expect(comment).toContain(`**B1** \`${first}\` blocker`);
  });

  it('does not offer to waive a finding that was waived', () => {
    const session = rejected();

    const comment = renderComment(session, NOWHERE, ruleAgain(session, decideAll(session, 'blocker')));

    expect(comment).not.toContain(`/conclave waive ${leak.id}`);
    expect(comment).not.toContain(`/conclave dismiss ${leak.id}`);
  });

  it('offers no single waiver for a blocker of which one half would still stand', () => {
    const { chair, ...session } = rejected();
    const twin = { ...leak, id: idOf(1) };
    const minutes = chair?.minutes ? { ...chair.minutes, groups: [[leak.id, twin.id]] } : null;

    const comment = renderComment({ ...session, findings: [leak, twin], chair: chair && { ...chair, minutes } });

    expect(comment).toContain('Fix B1, or waive each with `/conclave waive <finding> <reason>`');
  });

  it('stays within the limit when everything was decided at length, and says what it left out', () => {
    const session = makeSession({
      findings: 300,
      files: 100,
      skills: 8,
      text: 400,
      spiky: true,
      grouped: false,
      heard: true,
    });
    const words = '|@a*`b_[ '.repeat(220);
    const decisions = session.findings.map(({ id }) =>
      someDisposition(id, { kind: 'dismissed', by: words, reason: words }),
    );

    const comment = renderComment(session, NOWHERE, ruleAgain(session, decisions));

    expect(comment.length).toBeLessThanOrEqual(COMMENT_LIMIT);
    expect(comment).toMatch(/\d+ decisions are left out, since a comment has a limit/);
  });

  it('names nobody so that they are notified', () => {
    const session = rejected();
    const decisions = [
      someDisposition(leak.id, { by: 'anna-keller', reason: 'Agreed with @ben-otto and @acme/risk.' }),
    ];

    const comment = renderComment(session, NOWHERE, ruleAgain(session, decisions));

    expect(comment).not.toMatch(/(?<!`)@/);
    expect(comment).toContain('`@ben-otto`');
  });
});
