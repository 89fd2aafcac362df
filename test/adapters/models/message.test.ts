import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explanationIn } from '../../../src/adapters/models/explanation.ts';
import { type Reply, rateLimit, safetyStop, silence, status, truncated } from '../../fakes/loopback-reply.ts';
import { accept, ask, type ServiceName } from './asking.ts';

const nothingToHide = { keys: [], texts: [] };

describe('the message of a failed call', () => {
  it.each<readonly [string, ServiceName, Reply, string]>([
    [
      '422',
      'mistral',
      status(422, 'Extra inputs are not permitted.'),
      'Mistral refused the request (422): "Extra inputs are not permitted".',
    ],
    [
      '404',
      'gemini',
      status(404, ''),
      'Google does not know the model gemini-2.5-pro, or its base URL is wrong (404).',
    ],
    [
      '429',
      'mistral',
      rateLimit(120),
      'Mistral limits the rate of mistral-large-latest (429) and asks to wait 120 s: "Requests rate limit exceeded".',
    ],
    [
      '403',
      'litellm',
      status(403, 'key sk-fake-litellm is bad'),
      'The LiteLLM proxy refused the key in LITELLM_API_KEY (403).',
    ],
    ['a cut answer', 'mistral', truncated(accept), 'mistral-large-latest stopped at its output limit of 4000 tokens.'],
    ['a stop', 'gemini', safetyStop(), 'Google blocked the prompt or the answer (SAFETY).'],
    ['silence', 'mistral', silence(), 'Mistral did not answer within 2 s.'],
  ])('says %s in one sentence', async (_what, service, reply, message) => {
    const asked = await ask(service, [reply], { timeoutMs: 2_000 });

    expect(asked.answer).toMatchObject({ kind: 'failed', message });
  });

  it.each<readonly [ServiceName, string]>([
    ['mistral', 'fake-mistral-key'],
    ['gemini', 'fake-gemini-key'],
    ['litellm', 'sk-fake-litellm'],
  ])('repeats no key and no prompt that %s echoes', async (service, key) => {
    const prompt = 'The strategy buys at the open and sells at the close of each day.';
    const echoes = [
      key,
      `Bearer ${key}`,
      `near "${prompt}"`,
      'see https://example.com/a?key=hidden-value&x=1 for help',
    ];

    const asked = await Promise.all(
      echoes.map((echo) => ask(service, [status(400, `Bad request ${echo}`)], { prompt })),
    );

    const messages = asked.map(({ answer }) => (answer.kind === 'failed' ? answer.message : '')).join('\n');
    expect(messages).toContain('https://example.com/a');
    for (const secret of ['buys at the open', 'hidden-value', key]) expect(messages).not.toContain(secret);
  });
});

describe('an explanation', () => {
  it.each([
    [{ error: { message: 'No such model' } }, 'No such model'],
    [{ error: 'No such model' }, 'No such model'],
    [{ message: 'No such model' }, 'No such model'],
    [
      { message: { detail: [{ msg: 'Field required', loc: ['body', 'model'], input: 'the whole prompt' }] } },
      'Field required',
    ],
    [{ detail: [{ msg: 'Field required' }] }, 'Field required'],
    [{ detail: 'Unauthorized' }, 'Unauthorized'],
    [{ error: { message: 'First. Second sentence.' } }, 'First'],
    [{ error: { message: 'two\n lines\u200b and a \u001b[31mcolour' } }, 'two lines and a [31mcolour'],
    [{ error: { message: 'Incorrect key sk-proj-4f****91 given' } }, null],
    [{ error: { message: '  ' } }, null],
    ['<html>', null],
    [null, null],
  ])('is read from %j', (body, words) => {
    expect(explanationIn(body, nothingToHide)).toBe(words);
  });

  it('is withheld whenever it repeats twenty characters of what was sent or eight of the key', () => {
    const letters = fc.stringMatching(/^[a-z]{40,60}$/);

    fc.assert(
      fc.property(letters, fc.nat(20), (sent, start) => {
        const long = { error: { message: `near: ${sent.slice(start, start + 20)} !` } };
        const short = { error: { message: `near: ${sent.slice(start, start + 8)} !` } };

        expect(explanationIn(long, { keys: [], texts: [sent] })).toBeNull();
        expect(explanationIn(short, { keys: [sent], texts: [] })).toBeNull();
        expect(explanationIn(short, { keys: [], texts: [sent] })).not.toBeNull();
      }),
    );
  });

  it('is at most 160 characters long', () => {
    const body = { error: { message: 'word '.repeat(100) } };

    expect(explanationIn(body, nothingToHide)?.length).toBeLessThanOrEqual(160);
  });
});
