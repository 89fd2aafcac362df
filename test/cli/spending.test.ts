import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { watchSpending } from '../../src/cli/review/spending.ts';
import { parseCatalog } from '../../src/finops/catalog.ts';
import type { ModelAnswer, ModelRequest, Models } from '../../src/ports/models.ts';
import { someRequest } from '../adapters/models/asking.ts';

const path = join(import.meta.dirname, '../../catalog/models.yaml');
const catalog = parseCatalog(readFileSync(path, 'utf8'), 'catalog/models.yaml');

const FACTS = { usage: null, statedMicroUsd: null, latencyMs: 5, tries: 1 };
const USAGE = { inputTokens: 1_000, cachedInputTokens: 0, outputTokens: 1_000, reasoningTokens: 0 };

/** Models whose answers a test gives when it wants. */
function openModels() {
  const pending: ((answer: ModelAnswer) => void)[] = [];
  const models: Models = {
    reach: () => ({ kind: 'ready' }),
    ask: () => new Promise((resolve) => pending.push(resolve)),
  };
  return { watched: watchSpending(models, catalog), answer: (answer: ModelAnswer) => pending.shift()?.(answer) };
}

/** A call of about no input and a thousand tokens of output at most: $0.006 at Mistral's price. */
const request: ModelRequest = someRequest({ instructions: '', prompt: '', maxOutputTokens: 1_000 });

describe('what a broken-off session says of its money', () => {
  it('is that nothing was paid when nothing was asked', () => {
    expect(openModels().watched.tellSpending()).toBe('Nothing was paid.');
  });

  it('counts a call under way at its worst price', () => {
    const { watched } = openModels();

    void watched.ask(request);

    expect(watched.tellSpending()).toBe(
      'Nothing was paid; 1 call was under way, so that at most $0.006 more may be charged.',
    );
  });

  it('counts an answer at the price of its tokens', async () => {
    const { watched, answer } = openModels();
    const asked = watched.ask(request);

    answer({ ...FACTS, kind: 'answered', text: '{}', usage: USAGE });
    await asked;

    expect(watched.tellSpending()).toBe('$0.008 was paid for 1 answer.');
  });

  it('takes the price that a proxy states', async () => {
    const { watched, answer } = openModels();
    const asked = watched.ask(request);

    answer({ ...FACTS, kind: 'answered', text: '{}', usage: USAGE, statedMicroUsd: 20_000 });
    await asked;

    expect(watched.tellSpending()).toBe('$0.02 was paid for 1 answer.');
  });

  it.each([
    [true, 'Nothing was paid; 0 calls were under way, so that at most $0.006 more may be charged.'],
    [false, 'Nothing was paid.'],
  ])('counts a failed call that may be charged (%s) at its worst price', async (maybeCharged, told) => {
    const { watched, answer } = openModels();
    const asked = watched.ask(request);

    answer({
      ...FACTS,
      kind: 'failed',
      reason: 'timed-out',
      message: 'x',
      retryAfterSeconds: null,
      worthAsking: false,
      text: null,
      maybeCharged,
    });
    await asked;

    expect(watched.tellSpending()).toBe(told);
  });
});
