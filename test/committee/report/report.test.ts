import { describe, expect, it } from 'vitest';
import { renderReport } from '../../../src/committee/report/report.ts';
import { accepted, acceptedRehearsal, inconclusive, rejected } from '../../fixtures/sessions.ts';
import { GOLDEN_SESSIONS } from '../more-sessions.ts';

const RECOMMENDED_HEADINGS = [
  '## Review Summary',
  '### Blocking issues',
  '### Non-blocking issues',
  '### ADR impact',
  '### Test impact',
  '### ML impact',
  '### Trading risk impact',
  '### Recommended next actions',
];

function headingsOf(report: string): readonly string[] {
  return report.split('\n').filter((line) => /^#{2,3} /.test(line));
}

describe('the full report', () => {
  it.each(Object.keys(GOLDEN_SESSIONS))('of the session %s is the one on file', async (name) => {
    const session = GOLDEN_SESSIONS[name]?.() ?? accepted();

    await expect(renderReport(session)).toMatchFileSnapshot(`../golden/${name}.report.md`);
  });

  it.each(Object.entries(GOLDEN_SESSIONS))(
    'of the session %s has the recommended headings in their order',
    (_, make) => {
      const headings = headingsOf(renderReport(make()));

      expect(headings.filter((heading) => RECOMMENDED_HEADINGS.includes(heading))).toEqual(RECOMMENDED_HEADINGS);
    },
  );

  it.each([
    ['rejected', rejected, 'Decision: **BLOCK**'],
    ['inconclusive', inconclusive, 'Decision: **NO DECISION**'],
    ['accepted', accepted, 'Decision: **APPROVE**'],
    ['accepted in a rehearsal, which approves nothing', acceptedRehearsal, 'Decision: **NO DECISION**'],
  ])('tells people the decision of a session that was %s', (_, make, decision) => {
    expect(renderReport(make())).toContain(decision);
  });

  it('drops nothing, however long the session', () => {
    const session = GOLDEN_SESSIONS.huge?.() ?? accepted();
    const report = renderReport(session);

    const unseen = [...session.findings.map(({ id }) => id), ...session.coverage.files.map(({ path }) => path)].filter(
      (name) => !report.includes(name),
    );

    expect(session.findings).toHaveLength(300);
    expect(unseen).toEqual([]);
  });

  it('says in its first line that a rehearsal asked no language model, and prices nothing', () => {
    const report = renderReport(acceptedRehearsal());

    expect(report.split('\n')[0]).toContain('no language model was consulted');
    expect(headingsOf(report)).not.toContain('### Cost');
  });

  it('names a confirming rule once', () => {
    expect(renderReport(rejected())).toContain('confirmed by rule `leak/negative-shift`\n');
  });

  it('leaves out what has nothing to say', () => {
    expect(headingsOf(renderReport(acceptedRehearsal()))).not.toContain('### What was not confirmed');
  });
});
