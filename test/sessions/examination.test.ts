import { describe, expect, it } from 'vitest';
import { answer, status } from '../fakes/loopback-reply.ts';
import { type Answering, bySkill, confirming, examining, idsIn, mended, opinion } from './script.ts';
import { claim, newFile, otherClaim } from './small-change.ts';
import { openStage } from './stage.ts';

const LARGE = 'mistral:mistral-large-latest';
const PRO = 'google:gemini-2.5-pro';

const two = { opinion: bySkill({ ops: opinion({ findings: [claim(), otherClaim({ severity: 'major' })] }) }) };

describe('the cross-examination', () => {
  it('that is not answered makes the session inconclusive and keeps the claims with the reason', async () => {
    await using stage = await openStage({ mistral: two, gemini: { examination: status(400) } });

    const { exitCode, session, output } = await stage.review('--experts', 'ops');

    expect(exitCode).toBe(3);
    expect(session.verdict).toMatchObject({ status: 'INCONCLUSIVE', code: 'INSUFFICIENT_EVIDENCE', blockers: [] });
    expect(session.verdict.missing).toHaveLength(1);
    expect(session.verdict.missing[0]?.what).toContain('2 weighty claims were not examined');
    expect(session.findings.map(({ standing }) => standing.kind)).toEqual(['unanswered', 'unanswered']);
    const { cross_examination: record } = session;
    expect(record).toMatchObject({ asked: 2, failed_tries: [{ model: PRO, reason: 'refused' }] });
    expect(output).toContain('A price of zero buys without end.');
  });

  it('that leaves a claim out leaves it unanswered', async () => {
    const half = examining((_id, index) => (index === 0 ? 'refuted' : null));
    await using stage = await openStage({ mistral: two, gemini: { examination: half } });

    const { exitCode, session } = await stage.review('--experts', 'ops');

    expect(exitCode).toBe(3);
    expect(session.findings.map(({ standing }) => standing)).toMatchObject([
      { kind: 'refuted' },
      { kind: 'unanswered', why: 'the examiner left it out' },
    ]);
  });

  it('that confirms the blocker decides although the other claim is open', async () => {
    const half = examining((_id, index) => (index === 0 ? 'confirmed' : null));
    await using stage = await openStage({ mistral: two, gemini: { examination: half } });

    const { exitCode, session } = await stage.review('--experts', 'ops');

    expect(exitCode).toBe(1);
    expect(session.verdict.status).toBe('REJECTED');
    expect(session.verdict.areas_of_dissent.join()).toContain('A price of zero buys without end. Not examined');
  });

  it('that answers both ways, or of a claim nobody made, is no answer', async () => {
    const confused: Answering = (call) => {
      const [id = ''] = idsIn(call);
      const said = [
        { id, answer: 'confirmed', why: 'yes' },
        { id, answer: 'refuted', why: 'no' },
        { id: 'F-00000000', answer: 'confirmed', why: 'made up' },
      ];
      return answer({ answers: said });
    };
    await using stage = await openStage({ mistral: two, gemini: { examination: confused } });

    const { exitCode, session } = await stage.review('--experts', 'ops');

    expect(exitCode).toBe(3);
    expect(session.findings.map(({ standing }) => standing)).toMatchObject([
      { kind: 'unanswered', why: 'the examiner answered both ways' },
      { kind: 'unanswered', why: 'the examiner left it out' },
    ]);
  });

  it('may be repaired once, which is paid and recorded', async () => {
    const examination = mended(answer('Both are right.'), confirming);
    await using stage = await openStage({ mistral: two, gemini: { examination } });

    const { exitCode, session, files } = await stage.review('--experts', 'ops');

    expect(exitCode).toBe(1);
    expect(session.cross_examination).toMatchObject({ asked: 2, totals: { calls: 2 } });
    expect(session.cross_examination.failed_tries).toMatchObject([{ model: PRO, reason: 'invalid-answer' }]);
    expect([...files.keys()].filter((path) => path.includes('parse_failures/'))).toHaveLength(1);
  });

  it('stays unanswered when the repair fails too', async () => {
    const examination = mended(answer('Both are right.'), answer('Both.'));
    await using stage = await openStage({ mistral: two, gemini: { examination } });

    const { exitCode, session, files } = await stage.review('--experts', 'ops');

    expect(exitCode).toBe(3);
    expect(session.findings.map(({ standing }) => standing.kind)).toEqual(['unanswered', 'unanswered']);
    expect(session.cross_examination.failed_tries).toHaveLength(2);
    expect([...files.keys()].filter((path) => path.includes('parse_failures/'))).toHaveLength(2);
  });

  it('shows the claim and its lines, not who made it, why, or what to do', async () => {
    const reasoned = opinion({
      summary: 'MY-REASONING',
      findings: [claim({ recommendation: 'MY-RECOMMENDATION' })],
    });
    await using stage = await openStage({
      mistral: { opinion: bySkill({ ops: reasoned }) },
      gemini: { examination: confirming },
    });

    const { session } = await stage.review('--experts', 'ops');

    const [call] = stage.calls('gemini', 'examination');
    expect(call?.prompt).toContain('claim (blocker, EXECUTION_RISK): A stop of zero divides by zero.');
    expect(call?.prompt).toContain('cited: src/risk/sizing.py:6');
    expect(call?.prompt).toContain('return equity * risk / stop');
    expect(call?.prompt).not.toMatch(/MY-REASONING|MY-RECOMMENDATION|ops\/first|expert-ops|mistral/);
    expect(session.chair?.minutes).not.toBeNull();
  });

  it('is answered by a fallback that raised the claim itself only with the label', async () => {
    const config = `version: 1\ncommittee:\n  fallbacks:\n    ${PRO}: [${PRO}, ${LARGE}]\n`;
    const mistral = { ...two, examination: confirming };
    await using stage = await openStage({ mistral, gemini: { examination: status(400) } }, { config });

    const { exitCode, session, output } = await stage.review('--experts', 'ops');

    expect(exitCode).toBe(1);
    expect(session.findings[0]?.standing).toMatchObject({ kind: 'confirmed', model: LARGE, independent: false });
    expect(stage.calls('gemini', 'examination')).toHaveLength(1);
    expect(output).toContain('not independent');
  });

  it('asks about more than twenty claims in several calls', async () => {
    const lines = Array.from({ length: 12 }, (_, index) => `limit_${index} = ${index} / spread_${index}`);
    const text = `${lines.join('\n')}\n${lines.map((line) => line.replace('limit', 'bound')).join('\n')}\n`;
    const raise = (prefix: string) =>
      opinion({
        findings: lines.map((line) => claim({ quote: line.replace('limit', prefix), path: 'src/limits.py' })),
      });
    const mistral = { opinion: bySkill({ ops: raise('limit'), architect: raise('bound') }) };
    const scene = { diff: newFile('src/limits.py', text) };
    await using stage = await openStage({ mistral, gemini: { examination: confirming } }, scene);

    const { exitCode, session } = await stage.review('--experts', 'ops,architect');

    expect(exitCode).toBe(1);
    expect(session.verdict.blockers).toHaveLength(24);
    expect(stage.calls('gemini', 'examination').map((call) => idsIn(call).length)).toEqual([20, 4]);
    expect(session.cross_examination).toMatchObject({ asked: 24, totals: { calls: 2 } });
  });
});
