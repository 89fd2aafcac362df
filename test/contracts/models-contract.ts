import { describe, expect, it } from 'vitest';
import type { ModelAnswer, ModelRequest, Models } from '../../src/ports/models.ts';

/** An implementation of the port with a model it can ask, made for one test. */
export interface ModelsSubject {
  readonly models: Models;
  /** A call that the model behind it answers well. */
  readonly request: ModelRequest;
  /** How many requests went out so far. */
  readonly requests: () => number;
  readonly stop: () => Promise<void>;
}

/** Proves of any models adapter what the docstrings of the port promise. */
export function modelsContract(name: string, setUp: () => Promise<ModelsSubject>): void {
  const within = async (act: (subject: ModelsSubject) => Promise<void>): Promise<void> => {
    const subject = await setUp();
    try {
      await act(subject);
    } finally {
      await subject.stop();
    }
  };

  describe(`${name}, as models`, () => {
    it('says without asking that a model is ready', () =>
      within(async ({ models, request, requests }) => {
        expect(models.reach(request.model)).toEqual({ kind: 'ready' });
        expect(requests()).toBe(0);
      }));

    it('names the providers it knows when it is asked for another', () =>
      within(async ({ models }) => {
        const reach = models.reach('no-such-provider:model');

        expect(reach.kind).toBe('unknown-provider');
        expect(reach.kind === 'unknown-provider' && reach.known.length).toBeGreaterThan(0);
      }));

    it('answers a call with the text that the schema asked for', () =>
      within(async ({ models, request }) => {
        const answer = await models.ask(request);

        expectSoundFacts(answer);
        expect(answer.kind).toBe('answered');
        expect(answer.kind === 'answered' && request.schema.safeParse(JSON.parse(answer.text)).success).toBe(true);
      }));

    it('answers with a failure, and throws nothing, when the model cannot be asked', () =>
      within(async ({ models, request, requests }) => {
        const answer = await models.ask({ ...request, model: 'no-such-provider:model' });

        expectSoundFacts(answer);
        expect(answer).toMatchObject({ kind: 'failed', reason: 'refused', tries: 0, text: null, maybeCharged: false });
        expect(requests()).toBe(0);
      }));

    it('answers calls that overlap each on its own', () =>
      within(async ({ models, request }) => {
        const answers = await Promise.all([1, 2, 3, 4].map((seed) => models.ask({ ...request, seed })));

        expect(answers.map(({ kind }) => kind)).toEqual(['answered', 'answered', 'answered', 'answered']);
      }));

    it('leaves the request as it was', () =>
      within(async ({ models, request }) => {
        const before = JSON.stringify({ ...request, schema: null });

        await models.ask(Object.freeze({ ...request }));

        expect(JSON.stringify({ ...request, schema: null })).toBe(before);
      }));
  });
}

/** Whole numbers, and no part larger than its whole. */
function expectSoundFacts({ latencyMs, tries, statedMicroUsd, usage }: ModelAnswer): void {
  const { inputTokens, cachedInputTokens, outputTokens, reasoningTokens } = usage ?? nothing;
  const counts = [latencyMs, tries, statedMicroUsd ?? 0, inputTokens, cachedInputTokens, outputTokens, reasoningTokens];
  expect(counts.filter((count) => !Number.isInteger(count) || count < 0)).toEqual([]);
  expect(cachedInputTokens).toBeLessThanOrEqual(inputTokens);
  expect(reasoningTokens).toBeLessThanOrEqual(outputTokens);
}

const nothing = { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0, reasoningTokens: 0 };
