import { describe, expect, it } from 'vitest';
import { bySkill, confirming, opinion } from './script.ts';
import { claim } from './small-change.ts';
import { openStage } from './stage.ts';

const LARGE = 'mistral:mistral-large-latest';
const PRO = 'google:gemini-2.5-pro';

describe('a quorum out of reach', () => {
  it.each([
    { key: 'mistral', ready: LARGE, missing: 'GOOGLE_GENERATIVE_AI_API_KEY' },
    { key: 'gemini', ready: PRO, missing: 'MISTRAL_API_KEY' },
  ] as const)('is refused before anything is paid with the key of $key alone', async ({ key, ready, missing }) => {
    await using stage = await openStage({ [key]: {} });

    const { exitCode, errors, output, files } = await stage.run();

    expect(exitCode).toBe(2);
    expect(stage.served).toEqual([]);
    expect(files.size).toBe(0);
    expect(output).toBe('');
    expect(errors).toContain('only 5 of 10 seats can be asked, 8 must be heard');
    expect(errors).toContain(missing);
    expect(errors).toContain(`--model ${ready}`);
    expect(errors).toContain('nothing was asked and nothing was paid');
  });

  it('is refused without any key by the names of the variables and --rehearsal', async () => {
    await using stage = await openStage({});

    const { exitCode, errors, files } = await stage.run();

    expect(exitCode).toBe(2);
    expect(files.size).toBe(0);
    for (const word of ['MISTRAL_API_KEY', 'GOOGLE_GENERATIVE_AI_API_KEY', 'LITELLM_BASE_URL', '--rehearsal']) {
      expect(errors).toContain(word);
    }
  });

  it('is in reach when the fallback of the silent provider has a key', async () => {
    const config = `version: 1\ncommittee:\n  fallbacks:\n    ${PRO}: [mistral:mistral-small-latest]\n`;
    await using stage = await openStage({ mistral: {} }, { config });

    const { exitCode, session } = await stage.review();

    expect(exitCode).toBe(0);
    expect(session.expert_opinions[1]?.failed_tries).toMatchObject([{ model: PRO, reason: 'no-key' }]);
    expect(session.expert_opinions[1]?.totals.calls).toBe(1);
  });
});

describe('one model in both seats', () => {
  it('holds the session with one key; what both seats raise is confirmed, not independently', async () => {
    const raising = { opinion: bySkill({ ops: opinion({ findings: [claim()] }) }) };
    await using stage = await openStage({ mistral: raising });

    const { exitCode, session, output } = await stage.review('--model', LARGE);

    expect(exitCode).toBe(1);
    expect(session.models).toEqual({ first: LARGE, second: LARGE, chair: LARGE });
    expect(session.verdict).toMatchObject({ status: 'REJECTED', consensus_strength: 'weak' });
    expect(session.findings[0]?.standing).toMatchObject({ kind: 'confirmed', by: 'both models', independent: false });
    expect(output).toContain('not independent');
  });

  it('examines its own claim in a call of its own, with the label', async () => {
    const raised = opinion({ findings: [claim()] });
    const raising = bySkill({ ops: ({ prompt }) => (prompt.includes('the second reader') ? opinion() : raised) });
    await using stage = await openStage({ mistral: { opinion: raising, examination: confirming } });

    const { exitCode, session } = await stage.review('--model', LARGE);

    expect(exitCode).toBe(1);
    const [finding] = session.findings;
    expect(finding?.standing).toMatchObject({ by: 'cross-examination', model: LARGE, independent: false });
    expect(stage.calls('mistral', 'examination')).toHaveLength(1);
  });

  it('agrees at most weakly with itself', async () => {
    await using stage = await openStage({ mistral: {} });

    const { exitCode, session } = await stage.review('--model', LARGE);

    expect(exitCode).toBe(0);
    expect(session.verdict).toMatchObject({ status: 'ACCEPTED', consensus_strength: 'weak' });
    expect(session.finops.models).toMatchObject([{ model: LARGE, totals: { calls: 11 } }]);
  });
});
