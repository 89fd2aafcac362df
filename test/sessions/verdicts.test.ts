import { describe, expect, it } from 'vitest';
import { standingsOf } from './record.ts';
import { bySkill, confirming, minutes, opinion, refuting } from './script.ts';
import { claim, otherClaim } from './small-change.ts';
import { openStage } from './stage.ts';

const LARGE = 'mistral:mistral-large-latest';
const PRO = 'google:gemini-2.5-pro';
const FLASH = 'google:gemini-2.5-flash';

describe('a session of ten seats', () => {
  it('accepts when every seat accepts, for eleven calls that are priced by model', async () => {
    await using stage = await openStage({ mistral: {}, gemini: {} });

    const { exitCode, session, files } = await stage.review();

    expect(exitCode).toBe(0);
    expect(session.verdict).toMatchObject({ status: 'ACCEPTED', code: 'OK', consensus_strength: 'strong' });
    expect(standingsOf(session)).toEqual({ heard: 10 });
    expect(session.expert_opinions.flatMap((seat) => seat.failed_tries)).toEqual([]);
    const calls = session.finops.models.map(({ model, totals }) => [model, totals.calls]);
    expect(Object.fromEntries(calls)).toEqual({ [LARGE]: 5, [PRO]: 5, [FLASH]: 1 });
    expect(session.cross_examination).toMatchObject({ asked: 0, totals: { calls: 0 } });
    expect(session.chair).toMatchObject({ answered_by: FLASH, minutes: { summary: 'The change was read in full.' } });
    expect(files.size).toBe(3);
  });

  it.each([
    { author: 'mistral', examiner: 'gemini', slot: 'first', model: PRO },
    { author: 'gemini', examiner: 'mistral', slot: 'second', model: LARGE },
  ] as const)('rejects a blocker of $author that $examiner confirms', async ({ author, examiner, slot, model }) => {
    const raising = { opinion: bySkill({ ops: opinion({ findings: [claim()] }) }) };
    const cast = { mistral: {}, gemini: {}, [author]: raising, [examiner]: { examination: confirming } };
    await using stage = await openStage(cast);

    const { exitCode, session } = await stage.review();

    expect(exitCode).toBe(1);
    expect(session.verdict).toMatchObject({ status: 'REJECTED', code: 'EXECUTION_RISK', consensus_strength: 'weak' });
    const [finding] = session.findings;
    expect(session.verdict.blockers).toEqual([finding?.id]);
    expect(finding).toMatchObject({
      place: { path: 'src/risk/sizing.py', line: 6, symbol: 'units_at_risk' },
      raised_by: [{ seat: `ops/${slot}` }],
      standing: { kind: 'confirmed', by: 'cross-examination', model, independent: true },
    });
    expect(stage.calls(examiner, 'examination')).toHaveLength(1);
    expect(session.cross_examination).toMatchObject({ asked: 1, failed_tries: [], totals: { calls: 1 } });
  });

  it('accepts over a refuted blocker and lists it as dissent', async () => {
    const raising = { opinion: bySkill({ ops: opinion({ findings: [claim()] }) }) };
    await using stage = await openStage({ mistral: raising, gemini: { examination: refuting } });

    const { exitCode, session, output } = await stage.review();

    expect(exitCode).toBe(0);
    expect(session.verdict).toMatchObject({ status: 'ACCEPTED', code: 'OK', blockers: [] });
    expect(session.findings).toMatchObject([{ severity: 'blocker', standing: { kind: 'refuted', model: PRO } }]);
    expect(session.verdict.areas_of_dissent.join('\n')).toContain('A stop of zero divides by zero. Refuted by');
    expect(session.verdict.areas_of_dissent).toContain(`ops: ${PRO} accepts, ${LARGE} rejects.`);
    expect(output).toContain('A stop of zero divides by zero.');
  });

  it('confirms what both models raise without asking anybody', async () => {
    const raising = { opinion: bySkill({ ops: opinion({ findings: [claim()] }) }) };
    await using stage = await openStage({ mistral: raising, gemini: raising });

    const { exitCode, session } = await stage.review();

    expect(exitCode).toBe(1);
    expect(session.verdict.status).toBe('REJECTED');
    expect(session.findings).toMatchObject([
      {
        raised_by: [{ seat: 'ops/first' }, { seat: 'ops/second' }],
        standing: { kind: 'confirmed', by: 'both models', independent: true },
      },
    ]);
    expect(session.cross_examination.asked).toBe(0);
    expect(session.finops.totals.calls).toBe(11);
  });

  it('asks for changes on a confirmed major finding', async () => {
    const raising = { opinion: bySkill({ ops: opinion({ findings: [claim({ severity: 'major' })] }) }) };
    await using stage = await openStage({ mistral: raising, gemini: { examination: confirming } });

    const { exitCode, session } = await stage.review();

    expect(exitCode).toBe(0);
    expect(session.verdict).toMatchObject({ status: 'ACCEPTED_WITH_CHANGES', code: 'EXECUTION_RISK', blockers: [] });
    expect(session.verdict.changes).toEqual(session.findings.map(({ id }) => id));
  });

  it('accepts over minor findings, which nobody examines', async () => {
    const raising = { opinion: bySkill({ ops: opinion({ findings: [claim({ severity: 'minor' })] }) }) };
    await using stage = await openStage({ mistral: raising, gemini: {} });

    const { exitCode, session, output } = await stage.review();

    expect(exitCode).toBe(0);
    expect(session.verdict).toMatchObject({ status: 'ACCEPTED', code: 'OK', changes: [] });
    expect(session.findings).toMatchObject([{ severity: 'minor', standing: { kind: 'stated' } }]);
    expect(output).toContain('A stop of zero divides by zero.');
  });

  it('lists a blocker whose quote is not in the dossier and counts it for nothing', async () => {
    const made = claim({ quote: 'os.system(command)' });
    const raising = { opinion: bySkill({ ops: opinion({ findings: [made] }) }) };
    await using stage = await openStage({ mistral: raising, gemini: {} });

    const { exitCode, session } = await stage.review();

    expect(exitCode).toBe(0);
    expect(session.verdict.status).toBe('ACCEPTED');
    expect(session.findings).toMatchObject([{ place: null, standing: { kind: 'unsourced' } }]);
    expect(session.verdict.areas_of_dissent.join()).toContain('Unsourced, it counts for nothing');
  });

  it('is inconclusive when every seat abstains, each with its reason on record', async () => {
    const abstaining = opinion({ stance: 'abstain', abstain_reason: 'The data is not shown.', score: 5 });
    await using stage = await openStage({ mistral: { opinion: abstaining }, gemini: { opinion: abstaining } });

    const { exitCode, session } = await stage.review();

    expect(exitCode).toBe(3);
    expect(session.verdict).toMatchObject({ status: 'INCONCLUSIVE', code: 'INSUFFICIENT_EVIDENCE' });
    expect(standingsOf(session)).toEqual({ abstained: 10 });
    expect(session.expert_opinions[0]).toMatchObject({ abstain_reason: 'The data is not shown.', failed_tries: [] });
  });

  it('takes the code of the heaviest finding and keeps what was said by each', async () => {
    const mistral = { opinion: bySkill({ ops: opinion({ findings: [claim({ severity: 'major' }), otherClaim()] }) }) };
    await using stage = await openStage({ mistral, gemini: { examination: confirming, minutes: minutes() } });

    const { session } = await stage.review();

    expect(session.verdict).toMatchObject({ status: 'REJECTED', code: 'TRADING_RISK' });
    expect(session.findings.map(({ severity }) => severity)).toEqual(['blocker', 'major']);
    expect(stage.calls('gemini', 'examination')).toHaveLength(1);
  });

  it('prints with --json the session that it keeps, and nothing else', async () => {
    await using stage = await openStage({ mistral: {}, gemini: {} });

    const { session, output } = await stage.review('--json');

    expect(JSON.parse(output)).toEqual(session);
  });

  it('keeps two sessions that run at once apart', async () => {
    await using stage = await openStage({ mistral: {}, gemini: {} });

    await Promise.all([stage.run(), stage.run()]);

    const names = [...stage.files().keys()];
    expect(names.filter((name) => name.endsWith('_committee.json'))).toHaveLength(2);
    expect(names.filter((name) => name.endsWith('_artifact.md'))).toHaveLength(2);
    expect(stage.files().get('finops.jsonl')?.trimEnd().split('\n')).toHaveLength(2);
  });
});
