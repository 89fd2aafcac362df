import { describe, expect, it } from 'vitest';
import { answer, status } from '../fakes/loopback-reply.ts';
import { seatOf } from './record.ts';
import { bySkill, confirming, opinion, opinionOf } from './script.ts';
import { claim } from './small-change.ts';
import { openStage } from './stage.ts';

const LARGE = 'mistral:mistral-large-latest';
const PRO = 'google:gemini-2.5-pro';

describe('a LiteLLM proxy in place of both providers', () => {
  it('is asked for the same models by its own names, and its stated price is what is recorded', async () => {
    const litellm = { opinion: answer(opinionOf(), { costUsd: 0.0123 }) };
    await using stage = await openStage({ litellm });

    const { exitCode, session } = await stage.review();

    expect(exitCode).toBe(0);
    expect(session.models).toMatchObject({ first: LARGE, second: PRO });
    const names = new Set(stage.calls('litellm').map(({ model }) => model));
    expect([...names].toSorted()).toEqual([
      'gemini/gemini-2.5-flash',
      'gemini/gemini-2.5-pro',
      'mistral/mistral-large-latest',
    ]);
    expect(seatOf(session, 'ops/first').totals).toMatchObject({ calls: 1, micro_usd: 12_300 });
    expect(session.finops.models.find(({ model }) => model === PRO)?.totals.micro_usd).toBe(5 * 12_300);
  });

  it('is priced from the catalog where it states nothing', async () => {
    await using stage = await openStage({ litellm: {} });

    const { exitCode, session } = await stage.review('--experts', 'ops');

    const { input_tokens, output_tokens, micro_usd } = seatOf(session, 'ops/first').totals;
    expect(exitCode).toBe(0);
    expect(micro_usd).toBe(input_tokens * 2 + output_tokens * 6);
  });

  it('holds the whole session: a blocker of one model, confirmed by the other', async () => {
    const raising = bySkill({
      ops: ({ model }) => (model.startsWith('mistral/') ? opinion({ findings: [claim()] }) : opinion()),
    });
    await using stage = await openStage({ litellm: { opinion: raising, examination: confirming } });

    const { exitCode, session } = await stage.review();

    expect(exitCode).toBe(1);
    expect(session.findings[0]?.standing).toMatchObject({ kind: 'confirmed', model: PRO, independent: true });
    expect(stage.calls('litellm', 'examination').map(({ model }) => model)).toEqual(['gemini/gemini-2.5-pro']);
  });

  it('leaves a provider alone that has a key of its own', async () => {
    await using stage = await openStage({ mistral: {}, litellm: {} });

    const { exitCode } = await stage.review('--experts', 'ops');

    expect(exitCode).toBe(0);
    expect(stage.calls('mistral', 'opinion')).toHaveLength(1);
    expect(stage.calls('litellm').every(({ model }) => model.startsWith('gemini/'))).toBe(true);
  });

  it('names a failure of its own', async () => {
    await using stage = await openStage({ litellm: { opinion: status(400, 'no such deployment') } });

    const { exitCode, session } = await stage.review('--experts', 'ops');

    expect(exitCode).toBe(3);
    const [tried] = seatOf(session, 'ops/first').failed_tries;
    expect(tried?.message).toContain('The LiteLLM proxy refused the request (400)');
  });

  it('is no way around the catalog: a model without a price is refused with the lines to add', async () => {
    await using stage = await openStage({ litellm: {} });

    const { exitCode, errors } = await stage.run('--model', 'litellm:openai/gpt-4.1');

    expect(exitCode).toBe(2);
    expect(stage.served).toEqual([]);
    expect(errors).toContain('unknown model "litellm:openai/gpt-4.1"');
    expect(errors).toContain("'litellm:openai/gpt-4.1':");
  });
});
