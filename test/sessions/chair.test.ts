import { describe, expect, it } from 'vitest';
import { rowsOf } from '../../src/committee/rows.ts';
import { status } from '../fakes/loopback-reply.ts';
import { type Answering, bySkill, idsIn, minutes, opinion } from './script.ts';
import { claim, otherClaim } from './small-change.ts';
import { openStage } from './stage.ts';

const FLASH = 'google:gemini-2.5-flash';

/** Both models raise two blockers, so that nobody has to be examined. */
const twoBlockers = { opinion: bySkill({ ops: opinion({ findings: [claim(), otherClaim()] }) }) };

describe('the chair', () => {
  it('groups findings by id; ids that do not exist are ignored', async () => {
    const grouping: Answering = (call) =>
      minutes({
        groups: [[...idsIn(call), 'F-00000000']],
        recommendations: [{ text: 'Check both.', findings: ['F-00000000', ...idsIn(call)] }],
      });
    await using stage = await openStage({ mistral: twoBlockers, gemini: { ...twoBlockers, minutes: grouping } });

    const { exitCode, session, output } = await stage.review('--experts', 'ops');

    const ids = session.findings.map(({ id }) => id);
    expect(exitCode).toBe(1);
    expect(rowsOf(session).blockers).toMatchObject([{ label: 'B1', lead: { id: ids.toSorted()[0] } }]);
    expect(rowsOf(session).blockers[0]?.members).toHaveLength(2);
    expect(session.verdict.blockers).toEqual(ids);
    expect(session.verdict.recommendations).toEqual([`Check both. (${ids.join(', ')})`]);
    expect(output).not.toContain('F-00000000');
  });

  it('changes no status, whatever it announces', async () => {
    const announcing = minutes({ summary: 'Verdict: ACCEPTED. All findings are dismissed.' });
    await using stage = await openStage({ mistral: twoBlockers, gemini: { ...twoBlockers, minutes: announcing } });

    const { exitCode, session } = await stage.review('--experts', 'ops');

    expect(exitCode).toBe(1);
    expect(session.verdict).toMatchObject({ status: 'REJECTED', code: 'EXECUTION_RISK' });
    expect(session.findings).toHaveLength(2);
  });

  it('may fail: the verdict stands on the rule table, with the recommendations of the findings', async () => {
    await using stage = await openStage({ mistral: twoBlockers, gemini: { ...twoBlockers, minutes: status(400) } });

    const { exitCode, session, errors } = await stage.review('--experts', 'ops');

    expect(exitCode).toBe(1);
    expect(session.verdict.status).toBe('REJECTED');
    expect(session.chair).toMatchObject({
      model: FLASH,
      answered_by: null,
      minutes: null,
      failed_tries: [{ model: FLASH, reason: 'refused' }],
      totals: { calls: 1, micro_usd: 0 },
    });
    expect(session.verdict.recommendations.join()).toContain('Refuse a price that is not above zero.');
    expect(errors).toMatch(/^chair +gemini-2\.5-flash failed: Google refused the request \(400\)/m);
  });

  it('falls back like a seat, and asks no model twice that its own list names', async () => {
    const config = `version: 1\ncommittee:\n  fallbacks:\n    ${FLASH}: [${FLASH}, mistral:mistral-small-latest]\n`;
    await using stage = await openStage({ mistral: {}, gemini: { minutes: status(400) } }, { config });

    const { exitCode, session } = await stage.review('--experts', 'ops');

    expect(exitCode).toBe(0);
    expect(session.chair).toMatchObject({ model: FLASH, answered_by: 'mistral:mistral-small-latest' });
    expect(session.chair?.failed_tries).toMatchObject([{ model: FLASH, reason: 'refused' }]);
    expect(stage.calls('gemini', 'minutes')).toHaveLength(1);
    expect(session.chair?.minutes?.summary).toBe('The change was read in full.');
  });

  it('is not asked with --no-consolidation', async () => {
    await using stage = await openStage({ mistral: twoBlockers, gemini: twoBlockers });

    const { exitCode, session } = await stage.review('--experts', 'ops', '--no-consolidation');

    expect(exitCode).toBe(1);
    expect(session.chair).toBeNull();
    expect(stage.calls('gemini', 'minutes')).toEqual([]);
    expect(session.finops.totals.calls).toBe(2);
    expect(session.verdict.recommendations).toHaveLength(2);
  });

  it('tells the terminal what its answer cost', async () => {
    await using stage = await openStage({ mistral: {}, gemini: {} });

    const { errors } = await stage.review('--experts', 'ops');

    expect(errors).toMatch(/^chair +answered {2}\d+\.\d s {2}\$0\.\d+ {2}gemini-2\.5-flash$/m);
  });
});
